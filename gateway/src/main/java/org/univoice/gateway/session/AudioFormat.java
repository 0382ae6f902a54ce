package org.univoice.gateway.session;

/**
 * Audio as it is encoded on a connection.
 *
 * @param format "pcm16", "wav", …
 */
public record AudioFormat(String format, int sampleRate, int channels) {
  public static final AudioFormat SPEECH = new AudioFormat("pcm16", 24_000, 1);
}
