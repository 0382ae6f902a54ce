package org.univoice.job.triton.stub;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;

/**
 * What a stub model answers. The recognizer always hears "hello world", the translator writes the
 * text back with the target in front, the synthesizer speaks two pieces of 200 ms, and says of them
 * what was asked for: a clone or a similar voice.
 */
final class StubAnswers {

  private static final byte[] PIECE = new byte[9_600];
  private static final float[] EMBEDDING = embedding();

  private final ModelInferResponse.Builder response;

  private StubAnswers(String model) {
    response = ModelInferResponse.newBuilder().setModelName(model).setModelVersion("1");
  }

  static List<ModelInferResponse> to(ModelInferRequest request) {
    String model = request.getModelName();
    if (request.getInputsList().stream().anyMatch(input -> input.getName().equals("DESCRIBE"))) {
      return List.of(new StubAnswers(model).strings("DECLARATION", declaration(model)).build());
    }
    return switch (model) {
      case "speech_recognizer" -> List.of(recognition(request));
      case "voiceprint_extractor" -> List.of(voiceprint());
      case "translator" -> List.of(rendering(request));
      case "speech_synthesizer" -> List.of(piece(0, request), piece(1, request));
      default -> throw new IllegalArgumentException("no stub for " + model);
    };
  }

  private static ModelInferResponse recognition(ModelInferRequest request) {
    String language = string(request, "LANGUAGE");
    boolean words = bool(request, "WORDS");
    return new StubAnswers("speech_recognizer")
        .strings("TEXT", "hello world")
        .strings("LANGUAGE", language.isEmpty() ? "en" : language)
        .floats("LANGUAGE_PROBABILITY", 0.99f)
        .floats("CONFIDENCE", 0.95f)
        .floats("NO_SPEECH_PROBABILITY", 0.01f)
        .floats("RAW_CONFIDENCE", 0.9f)
        .floats("SPEECH_TO_NOISE", 24)
        .strings("GUESSES", language.isEmpty() ? new String[] {"en", "cy"} : new String[0])
        .floats(
            "GUESS_PROBABILITIES", language.isEmpty() ? new float[] {0.99f, 0.005f} : new float[0])
        .strings("WORD_TEXTS", words ? new String[] {"hello", "world"} : new String[0])
        .integers("WORD_TIMES", words ? new int[] {0, 200, 200, 400} : new int[0])
        .floats("WORD_CONFIDENCES", words ? new float[] {0.9f, 0.9f} : new float[0])
        .build();
  }

  private static ModelInferResponse voiceprint() {
    return new StubAnswers("voiceprint_extractor")
        .floats("EMBEDDING", EMBEDDING)
        .floats("PITCH", 4.8f, 0.2f, 0.6f)
        .floats("SPECTRUM", new float[40])
        .floats("LOUDNESS", -20)
        .floats("ENERGY_VARIATION", 6)
        .floats("RATE", 4.5f)
        .floats("PITCH_RANGE", 4.6f, 5.1f)
        .floats("CONTOUR", 4.7f, 4.8f, 4.9f, 4.9f, 4.8f, 4.8f, 4.7f, 4.6f)
        .floats("CENTROID", 900)
        .floats("WINDOW_EMBEDDINGS", EMBEDDING)
        .integers("WINDOW_TIMES", 100, 1300)
        .floats("WINDOW_PROSODY", 0.6f, 4.8f, 0.2f, -20, 4.5f, 900)
        .floats("WINDOW_SPECTRA", new float[40])
        .build();
  }

  private static ModelInferResponse rendering(ModelInferRequest request) {
    return new StubAnswers("translator")
        .strings("TEXT", "[" + string(request, "TARGET") + "] " + string(request, "TEXT"))
        .floats("CONFIDENCE", 0.9f)
        .strings("ALTERNATIVES")
        .build();
  }

  private static ModelInferResponse piece(int clause, ModelInferRequest request) {
    boolean cloned = bool(request, "CLONE");
    return new StubAnswers("speech_synthesizer")
        .add("PCM", "INT16", PIECE.length / 2, ByteBuffer.wrap(PIECE))
        .integers("CLAUSE", clause)
        .strings("VOICE", cloned ? "" : "stub")
        .strings("SIMILARITY", cloned ? "cloned" : "similar")
        .build();
  }

  private static String declaration(String role) {
    String pairs =
        role.equals("translator")
            ? "{\"source\":\"en\",\"target\":\"pt\",\"tier\":\"useful\"},"
                + "{\"source\":\"pt\",\"target\":\"en\",\"tier\":\"useful\"}"
            : "";
    return ("{\"role\":\"%s\",\"version\":\"1.0.0\",\"languages\":[\"en\",\"pt\"],\"pairs\":[%s],"
            + "\"gistPairs\":[],\"voices\":[{\"id\":\"stub\",\"name\":\"Stub\",\"language\":\"pt\","
            + "\"gender\":\"\"}],\"domains\":[\"medical\"],\"formalities\":[\"formal\"],"
            + "\"cloning\":true,\"sampleRateHz\":24000,\"licence\":\"Apache-2.0\"}")
        .formatted(role, pairs);
  }

  private static float[] embedding() {
    float[] embedding = new float[256];
    java.util.Arrays.fill(embedding, 1f / 16);
    return embedding;
  }

  private static ByteBuffer input(ModelInferRequest request, String name) {
    for (int i = 0; i < request.getInputsCount(); i++) {
      if (request.getInputs(i).getName().equals(name)) {
        return request.getRawInputContents(i).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    return ByteBuffer.allocate(Integer.BYTES);
  }

  private static String string(ModelInferRequest request, String name) {
    ByteBuffer raw = input(request, name);
    byte[] text = new byte[raw.getInt()];
    raw.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static boolean bool(ModelInferRequest request, String name) {
    return input(request, name).get() != 0;
  }

  private StubAnswers strings(String name, String... values) {
    int size = 0;
    byte[][] encoded = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      encoded[i] = values[i].getBytes(StandardCharsets.UTF_8);
      size += Integer.BYTES + encoded[i].length;
    }
    ByteBuffer raw = littleEndian(size);
    for (byte[] bytes : encoded) {
      raw.putInt(bytes.length).put(bytes);
    }
    return add(name, "BYTES", values.length, raw.flip());
  }

  private StubAnswers floats(String name, float... values) {
    ByteBuffer raw = littleEndian(values.length * Float.BYTES);
    raw.asFloatBuffer().put(values);
    return add(name, "FP32", values.length, raw);
  }

  private StubAnswers integers(String name, int... values) {
    ByteBuffer raw = littleEndian(values.length * Integer.BYTES);
    raw.asIntBuffer().put(values);
    return add(name, "INT32", values.length, raw);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private StubAnswers add(String name, String type, long length, ByteBuffer raw) {
    response.addOutputs(
        ModelInferResponse.InferOutputTensor.newBuilder()
            .setName(name)
            .setDatatype(type)
            .addShape(length));
    response.addRawOutputContents(ByteString.copyFrom(raw));
    return this;
  }

  private ModelInferResponse build() {
    return response.build();
  }
}
