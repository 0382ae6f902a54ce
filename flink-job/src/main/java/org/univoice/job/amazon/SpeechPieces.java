package org.univoice.job.amazon;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts speech into pieces by its own length, not by how the network brought it: the same speech
 * makes the same pieces, and so the same delivery ids, when it is asked for again.
 */
final class SpeechPieces {

  private static final int BYTES_PER_MILLI = 2 * SpeechDecoder.RATE_HZ / 1_000;

  /** The first sound is what is waited for; after that fewer pieces cost less. */
  private static final int FIRST_BYTES = 250 * BYTES_PER_MILLI;

  private static final int NEXT_BYTES = 500 * BYTES_PER_MILLI;

  private final Consumer<byte[]> listener;
  private byte[] held = new byte[NEXT_BYTES];
  private int length;
  private int wanted = FIRST_BYTES;

  SpeechPieces(Consumer<byte[]> listener) {
    this.listener = listener;
  }

  void add(byte[] pcm) {
    int at = 0;
    while (at < pcm.length) {
      int taken = Math.min(pcm.length - at, wanted - length);
      System.arraycopy(pcm, at, held, length, taken);
      at += taken;
      length += taken;
      if (length == wanted) {
        end();
        wanted = NEXT_BYTES;
      }
    }
  }

  /** Hands on what is left. */
  void end() {
    if (length > 0) {
      byte[] piece = Arrays.copyOf(held, length);
      length = 0;
      listener.accept(piece);
    }
  }
}
