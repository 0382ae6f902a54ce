package org.univoice.gateway.session;

import org.univoice.gateway.audio.SpeechFormat;

/**
 * Audio as it is encoded on a connection.
 *
 * @param format "pcm16", "wav", "mp3" or "opus"
 */
public record AudioFormat(String format, int sampleRate, int channels) {
  public static final AudioFormat SPEECH = speech(SpeechFormat.PCM16);

  public static AudioFormat speech(SpeechFormat format) {
    return new AudioFormat(format.title(), SpeechFormat.RATE_HZ, 1);
  }
}
