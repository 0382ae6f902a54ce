package org.univoice.gateway.voice.aws;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** embedding.bin: its numbers one after the other, little-endian 32-bit floats. */
final class EmbeddingBytes {
  private EmbeddingBytes() {}

  static byte[] of(List<Float> embedding) {
    ByteBuffer bytes =
        ByteBuffer.allocate(embedding.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    embedding.forEach(bytes::putFloat);
    return bytes.array();
  }

  static List<Float> read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Float> embedding = new ArrayList<>(bytes.length / Float.BYTES);
    while (buffer.remaining() >= Float.BYTES) {
      embedding.add(buffer.getFloat());
    }
    return embedding;
  }
}
