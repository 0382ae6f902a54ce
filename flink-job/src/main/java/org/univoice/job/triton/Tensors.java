package org.univoice.job.triton;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.univoice.inference.InferParameter;
import org.univoice.inference.ModelInferRequest;

/**
 * Builds a request of the Open Inference Protocol with raw tensors: little-endian numbers one after
 * the other; strings as UTF-8, each behind its length in four little-endian bytes.
 */
final class Tensors {

  private final ModelInferRequest.Builder request;

  private Tensors(String model) {
    this.request = ModelInferRequest.newBuilder().setModelName(model);
  }

  static Tensors forModel(String model) {
    return new Tensors(model);
  }

  Tensors strings(String name, List<String> values) {
    List<byte[]> encoded = new ArrayList<>();
    int size = 0;
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      encoded.add(bytes);
      size += Integer.BYTES + bytes.length;
    }
    ByteBuffer raw = littleEndian(size);
    encoded.forEach(bytes -> raw.putInt(bytes.length).put(bytes));
    return add(name, "BYTES", values.size(), ByteString.copyFrom(raw.flip()));
  }

  Tensors string(String name, String value) {
    return strings(name, List.of(value));
  }

  Tensors bool(String name, boolean value) {
    return add(name, "BOOL", 1, ByteString.copyFrom(new byte[] {(byte) (value ? 1 : 0)}));
  }

  Tensors floats(String name, float... values) {
    ByteBuffer raw = littleEndian(values.length * Float.BYTES);
    for (float value : values) {
      raw.putFloat(value);
    }
    return add(name, "FP32", values.length, ByteString.copyFrom(raw.flip()));
  }

  Tensors integers(String name, int... values) {
    ByteBuffer raw = littleEndian(values.length * Integer.BYTES);
    for (int value : values) {
      raw.putInt(value);
    }
    return add(name, "INT32", values.length, ByteString.copyFrom(raw.flip()));
  }

  /**
   * @param pcm little-endian signed 16-bit samples, as they are
   */
  Tensors pcm16(String name, byte[] pcm) {
    return add(name, "INT16", pcm.length / Short.BYTES, ByteString.copyFrom(pcm));
  }

  /** Asks a decoupled model to mark its last answer, also when that is an empty one. */
  Tensors streamed() {
    request.putParameters(
        "triton_enable_empty_final_response",
        InferParameter.newBuilder().setBoolParam(true).build());
    return this;
  }

  ModelInferRequest build() {
    return request.build();
  }

  private Tensors add(String name, String type, long length, ByteString raw) {
    request.addInputs(
        ModelInferRequest.InferInputTensor.newBuilder()
            .setName(name)
            .setDatatype(type)
            .addShape(length));
    request.addRawInputContents(raw);
    return this;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
