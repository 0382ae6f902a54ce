package org.univoice.gateway.voice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import org.univoice.gateway.audio.AudioFile;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Turns a recording into the speech that a profile is made from. */
public final class EnrolmentAudio {

  /** Under this an embedding says too little about a voice. */
  public static final long LEAST_SPEECH_MILLIS = 3_000;

  private static final int BYTES_PER_MILLI = 32;
  private static final int LONGEST_MILLIS = 60_000;

  /** Long enough to tell speech from its background. */
  private static final int PASSAGE_BYTES = 10_000 * BYTES_PER_MILLI;

  /** Of a passage with less than this, most would be somebody else's turn. */
  private static final long LEAST_OF_PASSAGE_MILLIS = 1_000;

  private final AudioFile files;

  public EnrolmentAudio(AudioFile files) {
    this.files = files;
  }

  /**
   * @param pcm what was listened to, as 16 kHz mono, at most a minute
   */
  public record Heard(byte[] pcm, SpeechMeter.Speech speech) {}

  /**
   * @param file of which the first minute is listened to
   * @throws RefusedException INVALID_AUDIO_FORMAT when it is no recording that can be used,
   *     INSUFFICIENT_AUDIO when there is too little speech in it
   */
  public Heard hear(byte[] file) {
    byte[] pcm;
    try {
      pcm = files.decode(file, LONGEST_MILLIS);
    } catch (InvalidAudioFormatException e) {
      throw new RefusedException(ErrorCode.INVALID_AUDIO_FORMAT, e.getMessage(), e.suggestion());
    }
    return measured(pcm, pcm.length);
  }

  /**
   * As {@link #hear(byte[])}, of the first minute of those passages that have speech in them.
   *
   * @param pcm 16 kHz mono, of any length; closed in the end
   */
  public Heard hear(InputStream pcm) {
    ByteArrayOutputStream spoken = new ByteArrayOutputStream();
    long all = 0;
    try (pcm) {
      byte[] passage = pcm.readNBytes(PASSAGE_BYTES);
      while (passage.length > 0 && spoken.size() < LONGEST_MILLIS * BYTES_PER_MILLI) {
        all += passage.length;
        if (SpeechMeter.of(passage).millis() >= LEAST_OF_PASSAGE_MILLIS) {
          spoken.writeBytes(passage);
        }
        passage = pcm.readNBytes(PASSAGE_BYTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return measured(spoken.toByteArray(), all);
  }

  private static Heard measured(byte[] pcm, long listenedBytes) {
    byte[] used = Arrays.copyOf(pcm, pcm.length & ~1);
    SpeechMeter.Speech speech = SpeechMeter.of(used);
    if (speech.millis() < LEAST_SPEECH_MILLIS) {
      throw new RefusedException(
          ErrorCode.INSUFFICIENT_AUDIO,
          String.format(
              Locale.ENGLISH,
              "There are %.1f s of speech in %.1f s of audio; a voice profile needs %.1f s.",
              speech.millis() / 1_000.0,
              listenedBytes / BYTES_PER_MILLI / 1_000.0,
              LEAST_SPEECH_MILLIS / 1_000.0),
          "Record again: speak for five seconds or more, near the microphone, without noise.");
    }
    return new Heard(used, speech);
  }
}
