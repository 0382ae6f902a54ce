package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns samples of any type, cut anywhere, into whole frames of 16-bit samples. */
final class SampleConverter {

  private static final byte[] NOTHING = {};

  private final SampleType type;
  private final int frameBytes;
  private byte[] rest = NOTHING;

  SampleConverter(PcmFormat format) {
    this.type = format.samples();
    this.frameBytes = format.frameBytes();
  }

  /** Whole frames only; what is left over waits for the next piece. */
  byte[] convert(byte[] piece) {
    byte[] all = Bytes.joined(rest, piece);
    int whole = all.length - all.length % frameBytes;
    rest = java.util.Arrays.copyOfRange(all, whole, all.length);
    if (type == SampleType.SIGNED_16) {
      return whole == all.length ? all : java.util.Arrays.copyOf(all, whole);
    }
    ByteBuffer in = ByteBuffer.wrap(all, 0, whole).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out =
        ByteBuffer.allocate(whole / type.bytes() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      out.putShort(sample(in));
    }
    return out.array();
  }

  private short sample(ByteBuffer in) {
    return switch (type) {
      case UNSIGNED_8 -> (short) (((in.get() & 0xFF) - 128) << 8);
      case SIGNED_16 -> in.getShort();
      case SIGNED_24 -> {
        in.get();
        yield in.getShort();
      }
      case SIGNED_32 -> {
        in.getShort();
        yield in.getShort();
      }
      case FLOAT_32 -> scaled(in.getFloat());
      case FLOAT_64 -> scaled(in.getDouble());
    };
  }

  /** Not-a-number becomes silence; what is louder than full scale is clipped. */
  private static short scaled(double sample) {
    return Double.isNaN(sample)
        ? 0
        : (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32_768)));
  }
}
