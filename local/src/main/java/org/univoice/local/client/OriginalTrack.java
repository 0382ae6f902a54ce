package org.univoice.local.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * The speaker's own voice on the timeline of when it was heard, 16 kHz mono: each piece where the
 * speaker's track has it, and a little later, so that none that comes late leaves a gap. Pieces
 * that never came are silence. Not safe for use by several threads.
 */
final class OriginalTrack {
  private static final int RATE_HZ = 16_000;

  /** A piece is 50 ms, is sent when it is full, and may be as late again. */
  private static final int PLAYED_AFTER_MILLIS = 100;

  private short[] samples = new short[RATE_HZ * 10];
  private int end;

  void add(int timeMillis, short[] piece) {
    int start = (int) ((timeMillis + PLAYED_AFTER_MILLIS) * (long) RATE_HZ / 1_000);
    end = Math.max(end, start + piece.length);
    if (end > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(end, samples.length * 2));
    }
    System.arraycopy(piece, 0, samples, start, piece.length);
  }

  /** As samples of the rate of {@link SpeechTrack}. */
  short[] resampled() {
    ByteBuffer pcm = ByteBuffer.allocate(end * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    pcm.asShortBuffer().put(samples, 0, end);
    AudioInputStream heard =
        new AudioInputStream(new ByteArrayInputStream(pcm.array()), format(RATE_HZ), end);
    try (AudioInputStream faster =
        AudioSystem.getAudioInputStream(format(SpeechTrack.SAMPLE_RATE_HZ), heard)) {
      byte[] bytes = faster.readAllBytes();
      short[] all = new short[bytes.length / Short.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(all);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the sound library is told how well to resample by: its best. */
  private static AudioFormat format(int rateHz) {
    return new AudioFormat(
        AudioFormat.Encoding.PCM_SIGNED,
        rateHz,
        Short.SIZE,
        1,
        Short.BYTES,
        rateHz,
        false,
        Map.of("interpolation", "sinc"));
  }
}
