package org.univoice.gateway.voice.triton;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.voice.Voiceprint;
import org.univoice.gateway.voice.Voiceprints;
import org.univoice.inference.GRPCInferenceServiceGrpc;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;

/** The role {@code voiceprint_extractor} behind Triton. */
public final class TritonVoiceprints implements Voiceprints, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TritonVoiceprints.class);
  private static final String MODEL = "voiceprint_extractor";

  private final ManagedChannel channel;
  private final Duration deadline;

  /**
   * @param target "host:port" of Triton's gRPC endpoint
   */
  public TritonVoiceprints(String target, Duration deadline) {
    this.channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
    this.deadline = deadline;
  }

  @Override
  public Voiceprint of(byte[] pcm) {
    try {
      return voiceprint(
          GRPCInferenceServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .modelInfer(request(pcm)));
    } catch (StatusRuntimeException | IllegalArgumentException e) {
      LOG.warn("No voiceprint: {}", e.toString());
      throw new RefusedException(
          ErrorCode.VOICE_PROFILE_ERROR,
          "The voice could not be measured.",
          "Try again in a moment; nothing was kept.",
          5);
    }
  }

  private static ModelInferRequest request(byte[] pcm) {
    return ModelInferRequest.newBuilder()
        .setModelName(MODEL)
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("PCM")
                .setDatatype("INT16")
                .addShape(pcm.length / Short.BYTES))
        .addRawInputContents(ByteString.copyFrom(pcm))
        .build();
  }

  private static Voiceprint voiceprint(ModelInferResponse answer) {
    float[] pitch = floats(answer, "PITCH");
    float[] range = floats(answer, "PITCH_RANGE");
    return new Voiceprint(
        floats(answer, "EMBEDDING"),
        pitch[0],
        pitch[1],
        floats(answer, "SPECTRUM"),
        floats(answer, "LOUDNESS")[0],
        floats(answer, "RATE")[0],
        MODEL + "/" + answer.getModelVersion(),
        range[0],
        range[1],
        floats(answer, "CONTOUR"));
  }

  /** Raw contents are little-endian numbers one after the other. */
  private static float[] floats(ModelInferResponse answer, String name) {
    for (int i = 0; i < answer.getOutputsCount(); i++) {
      if (answer.getOutputs(i).getName().equals(name) && i < answer.getRawOutputContentsCount()) {
        FloatBuffer raw =
            answer
                .getRawOutputContents(i)
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[raw.remaining()];
        raw.get(values);
        return values;
      }
    }
    throw new IllegalArgumentException(answer.getModelName() + " answered without " + name);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
