package org.univoice.gateway.catalogue.triton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.univoice.gateway.catalogue.ModelDeclaration;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;

/**
 * The wire shape of asking a model to describe itself: one BOOL in (a single byte), one BYTES out
 * (a 4-byte little-endian length before the text), both as raw contents.
 */
final class DescribeCall {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private DescribeCall() {}

  static ModelInferRequest request(String model) {
    return ModelInferRequest.newBuilder()
        .setModelName(model)
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("DESCRIBE")
                .setDatatype("BOOL")
                .addShape(1))
        .addOutputs(
            ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName("DECLARATION"))
        .addRawInputContents(ByteString.copyFrom(new byte[] {1}))
        .build();
  }

  /**
   * @throws IllegalArgumentException when the answer is not a declaration
   */
  static ModelDeclaration declaration(ModelInferResponse response) {
    for (int i = 0; i < response.getOutputsCount(); i++) {
      if (response.getOutputs(i).getName().equals("DECLARATION")
          && i < response.getRawOutputContentsCount()) {
        return parse(text(response.getRawOutputContents(i)));
      }
    }
    throw new IllegalArgumentException(response.getModelName() + " answered without DECLARATION");
  }

  private static String text(ByteString raw) {
    ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("A text tensor is shorter than it says");
    }
    return StandardCharsets.UTF_8.decode(bytes.limit(bytes.position() + length)).toString();
  }

  private static ModelDeclaration parse(String json) {
    try {
      return JSON.readValue(json, ModelDeclaration.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A model's declaration is not the expected JSON", e);
    }
  }
}
