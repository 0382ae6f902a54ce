package org.univoice.gateway.audio;

import java.util.Arrays;

/** Two pieces in a row. */
final class Bytes {

  private Bytes() {}

  static byte[] joined(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    if (second.length == 0) {
      return first;
    }
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
