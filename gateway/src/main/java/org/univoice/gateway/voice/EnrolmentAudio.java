package org.univoice.gateway.voice;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.PcmFormat;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Turns a recording that somebody sent into the speech that a profile is made from. */
public final class EnrolmentAudio {

  /** Under this an embedding says too little about a voice. */
  public static final long LEAST_SPEECH_MILLIS = 3_000;

  private static final int BYTES_PER_MILLI = 32;
  private static final int LONGEST_MILLIS = 60_000;
  private static final int PIECE_BYTES = 1 << 16;

  private final PcmNormalizer.Factory normalizers;

  public EnrolmentAudio(PcmNormalizer.Factory normalizers) {
    this.normalizers = normalizers;
  }

  /**
   * @param pcm all that was sent, as 16 kHz mono, at most a minute
   */
  public record Heard(byte[] pcm, SpeechMeter.Speech speech) {}

  /**
   * @throws RefusedException INVALID_AUDIO_FORMAT when it is no recording that can be used,
   *     INSUFFICIENT_AUDIO when there is too little speech in it
   */
  public Heard hear(byte[] encoded) {
    return measured(decoded(encoded));
  }

  /** As {@link #hear}, of 16 kHz mono samples. */
  public Heard measured(byte[] pcm) {
    byte[] used = Arrays.copyOf(pcm, Math.min(pcm.length & ~1, LONGEST_MILLIS * BYTES_PER_MILLI));
    SpeechMeter.Speech speech = SpeechMeter.of(used);
    if (speech.millis() < LEAST_SPEECH_MILLIS) {
      throw new RefusedException(
          ErrorCode.INSUFFICIENT_AUDIO,
          String.format(
              Locale.ENGLISH,
              "There are %.1f s of speech in %.1f s of audio; a voice profile needs %.1f s.",
              speech.millis() / 1_000.0,
              used.length / BYTES_PER_MILLI / 1_000.0,
              LEAST_SPEECH_MILLIS / 1_000.0),
          "Record again: speak for five seconds or more, near the microphone, without noise.");
    }
    return new Heard(used, speech);
  }

  private byte[] decoded(byte[] encoded) {
    EncodedAudio audio = EncodedAudio.wav();
    try {
      ByteArrayOutputStream pcm = new ByteArrayOutputStream();
      PcmNormalizer normalizer = null;
      try {
        for (int at = 0; at < encoded.length; at += PIECE_BYTES) {
          int to = Math.min(encoded.length, at + PIECE_BYTES);
          byte[] samples = audio.samples(Arrays.copyOfRange(encoded, at, to));
          if (samples.length > 0) {
            normalizer = normalizer == null ? opened(audio.format()) : normalizer;
            pcm.writeBytes(normalizer.normalize(samples));
          }
        }
        audio.requireSound();
        if (normalizer != null) {
          pcm.writeBytes(normalizer.finish());
        }
        return pcm.toByteArray();
      } finally {
        if (normalizer != null) {
          normalizer.close();
        }
      }
    } catch (InvalidAudioFormatException e) {
      throw new RefusedException(ErrorCode.INVALID_AUDIO_FORMAT, e.getMessage(), e.suggestion());
    }
  }

  private PcmNormalizer opened(PcmFormat format) {
    return normalizers.open(format.sampleRateHz(), format.channels());
  }
}
