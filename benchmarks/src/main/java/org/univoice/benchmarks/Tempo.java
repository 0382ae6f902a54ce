package org.univoice.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * Speech said faster or slower in the same pitch: waveform similarity overlap-add (Verhelst and
 * Roelands, ICASSP 1993), 30 ms windows, each taken within 8 ms of its place where it continues the
 * one before best.
 */
final class Tempo {

  private static final int HALF = 240;
  private static final int SEARCH = 128;
  private static final int STEP = 4;

  private Tempo() {}

  /**
   * @param pcm little-endian signed 16-bit samples, 16 kHz mono
   * @param tempo times as fast
   */
  static byte[] changed(byte[] pcm, double tempo) {
    if (tempo == 1) {
      return pcm;
    }
    ShortBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int halves = (int) ((in.limit() - 3 * HALF - 2 * SEARCH) / (HALF * tempo));
    ByteBuffer out = ByteBuffer.allocate(halves * HALF * 2).order(ByteOrder.LITTLE_ENDIAN);
    int before = 0;
    for (int half = 0; half < halves; half++) {
      int place = (int) (half * HALF * tempo);
      int next = half == 0 ? place : nearest(in, before + HALF, place);
      for (int i = 0; i < HALF; i++) {
        double share = (double) i / HALF;
        double mixed = in.get(before + HALF + i) * (1 - share) + in.get(next + i) * share;
        out.putShort((short) Math.round(mixed));
      }
      before = next;
    }
    return out.array();
  }

  /** Where what follows is most like what would have followed. */
  private static int nearest(ShortBuffer in, int natural, int place) {
    int best = place;
    double most = Double.NEGATIVE_INFINITY;
    for (int at = Math.max(0, place - SEARCH); at <= place + SEARCH; at += STEP) {
      double like = 0;
      double energy = 1;
      for (int i = 0; i < HALF; i += 2) {
        like += (double) in.get(natural + i) * in.get(at + i);
        energy += (double) in.get(at + i) * in.get(at + i);
      }
      if (like / Math.sqrt(energy) > most) {
        most = like / Math.sqrt(energy);
        best = at;
      }
    }
    return best;
  }
}
