package org.univoice.job.triton;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.univoice.inference.ModelInferResponse;
import org.univoice.job.call.ModelCallException;

/**
 * Reads the raw tensors of a response by name. A tensor that is not there is an error of the model.
 */
final class Outputs {

  private final ModelInferResponse response;

  Outputs(ModelInferResponse response) {
    this.response = response;
  }

  /** Name and version of the model, "voiceprint_extractor/1". */
  String madeBy() {
    return response.getModelName() + "/" + response.getModelVersion();
  }

  String string(String name) {
    List<String> values = strings(name);
    if (values.isEmpty()) {
      throw broken(name, "is empty");
    }
    return values.get(0);
  }

  List<String> strings(String name) {
    ByteBuffer raw = raw(name).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<String> values = new ArrayList<>();
    while (raw.remaining() >= Integer.BYTES) {
      int length = raw.getInt();
      if (length < 0 || length > raw.remaining()) {
        throw broken(name, "is cut short");
      }
      byte[] bytes = new byte[length];
      raw.get(bytes);
      values.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return values;
  }

  float[] floats(String name) {
    var raw = raw(name).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[raw.remaining()];
    raw.get(values);
    return values;
  }

  float number(String name) {
    float[] values = floats(name);
    if (values.length == 0) {
      throw broken(name, "is empty");
    }
    return values[0];
  }

  int[] integers(String name) {
    var raw = raw(name).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] values = new int[raw.remaining()];
    raw.get(values);
    return values;
  }

  /** As {@link #integers}; none where the model does not give them. */
  int[] integersIfAny(String name) {
    return has(name) ? integers(name) : new int[0];
  }

  /** As {@link #floats}; none where the model does not give them. */
  float[] floatsIfAny(String name) {
    return has(name) ? floats(name) : new float[0];
  }

  private boolean has(String name) {
    return response.getOutputsList().stream().anyMatch(output -> output.getName().equals(name));
  }

  /** Little-endian signed 16-bit samples, as they are. */
  byte[] pcm16(String name) {
    return raw(name).toByteArray();
  }

  boolean isEmpty() {
    return response.getOutputsCount() == 0;
  }

  boolean isLast() {
    var last = response.getParametersMap().get("triton_final_response");
    return last != null && last.getBoolParam();
  }

  private ByteString raw(String name) {
    for (int i = 0; i < response.getOutputsCount(); i++) {
      if (response.getOutputs(i).getName().equals(name)
          && i < response.getRawOutputContentsCount()) {
        return response.getRawOutputContents(i);
      }
    }
    throw broken(name, "is missing");
  }

  private ModelCallException broken(String name, String what) {
    return new ModelCallException(
        "output " + name + " of " + response.getModelName() + " " + what, false, null);
  }
}
