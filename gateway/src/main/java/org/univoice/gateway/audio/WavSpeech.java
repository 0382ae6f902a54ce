package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Samples behind a header with the greatest lengths there are, which says "until the end". */
public final class WavSpeech implements SpeechEncoder {

  private static final int HEADER_BYTES = 44;
  private static final int UNTIL_THE_END = 0xFFFFFFFF;
  private boolean hasBegun;

  @Override
  public List<byte[]> encode(byte[] pcm) {
    byte[] unit = hasBegun ? pcm : Bytes.joined(header(), pcm);
    hasBegun = true;
    return List.of(unit);
  }

  @Override
  public List<byte[]> finish() {
    return List.of();
  }

  @Override
  public int unitSamples() {
    return 0;
  }

  @Override
  public void close() {}

  private static byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(UNTIL_THE_END);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1);
    header.putInt(SpeechFormat.RATE_HZ).putInt(SpeechFormat.RATE_HZ * Short.BYTES);
    header.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(UNTIL_THE_END);
    return header.array();
  }
}
