package org.univoice.gateway.recording;

import java.util.function.Consumer;

/**
 * Adds tracks up into one, sample by sample. Tracks come with different delays, so the newest
 * seconds wait; what comes even later is left out. Not safe for use by several threads.
 */
final class MixTimeline {
  private final int[] window;
  private long start;
  private long end;

  MixTimeline(int windowSamples) {
    this.window = new int[windowSamples];
  }

  /**
   * @param at where the first sample belongs
   * @param out takes what no track can change any more, in order
   */
  void add(long at, byte[] pcm, Consumer<byte[]> out) {
    long last = at + pcm.length / 2;
    if (last > start + window.length) {
      emit(last - window.length, out);
    }
    for (int i = 0; i < pcm.length / 2; i++) {
      long sample = at + i;
      if (sample >= start) {
        window[(int) (sample % window.length)] +=
            (short) ((pcm[2 * i] & 0xFF) | (pcm[2 * i + 1] << 8));
      }
    }
    end = Math.max(end, last);
  }

  void finish(Consumer<byte[]> out) {
    emit(end, out);
  }

  private void emit(long to, Consumer<byte[]> out) {
    while (start < to) {
      int samples = (int) Math.min(to - start, window.length);
      byte[] pcm = new byte[2 * samples];
      for (int i = 0; i < samples; i++) {
        int place = (int) ((start + i) % window.length);
        int sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, window[place]));
        pcm[2 * i] = (byte) sample;
        pcm[2 * i + 1] = (byte) (sample >> 8);
        window[place] = 0;
      }
      out.accept(pcm);
      start += samples;
      end = Math.max(end, start);
    }
  }
}
