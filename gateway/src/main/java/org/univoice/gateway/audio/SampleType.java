package org.univoice.gateway.audio;

/** How one sample is written, little-endian. */
public enum SampleType {
  UNSIGNED_8(1),
  SIGNED_16(2),
  SIGNED_24(3),
  SIGNED_32(4),
  FLOAT_32(4),
  FLOAT_64(8);

  private final int bytes;

  SampleType(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
