package org.univoice.job.segmentation.voiceactivity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Silero VAD 6.2.3 (MIT) under ONNX Runtime. The recurrent model sees 64 samples of the window
 * before in front of each window; its memory is its state, float[2][1][128], then those samples.
 * All subtasks of a JVM share one session, which is thread-safe; it lives as long as the classes.
 */
public final class SileroVoiceActivityDetector implements VoiceActivityDetector {

  private static final String MODEL = "silero-vad-6.2.3-16k.onnx";
  private static final int CONTEXT_SAMPLES = 64;
  private static final int STATE_VALUES = 2 * 128;
  private static final long[] STATE_SHAPE = {2, 1, 128};
  private static final long[] INPUT_SHAPE = {1, CONTEXT_SAMPLES + WINDOW_SAMPLES};

  private static final Logger LOG = LoggerFactory.getLogger(SileroVoiceActivityDetector.class);
  private static final ClassLoader LOADER = SileroVoiceActivityDetector.class.getClassLoader();

  private static final class Shared {
    static final OrtEnvironment ENVIRONMENT = environment();
    static final OrtSession SESSION = load();
    static final OnnxTensor RATE = rate();
  }

  @Override
  public void open() {
    hear(null, new float[WINDOW_SAMPLES]); // loads and warms the model before traffic
  }

  @Override
  public void unload() {
    if (LOADER == ClassLoader.getSystemClassLoader()) {
      return;
    }
    try {
      Shared.RATE.close();
      Shared.SESSION.close();
    } catch (OrtException e) {
      LOG.warn("The voice activity model cannot be closed", e);
    }
    ShutdownHooks.runNow(LOADER);
  }

  @Override
  public Hearing hear(float[] memory, float[] window) {
    float[] state = new float[STATE_VALUES];
    float[] input = new float[CONTEXT_SAMPLES + WINDOW_SAMPLES];
    if (memory != null) {
      System.arraycopy(memory, 0, state, 0, STATE_VALUES);
      System.arraycopy(memory, STATE_VALUES, input, 0, CONTEXT_SAMPLES);
    }
    System.arraycopy(window, 0, input, CONTEXT_SAMPLES, WINDOW_SAMPLES);
    try (var audio = tensor(input, INPUT_SHAPE);
        var recurrent = tensor(state, STATE_SHAPE);
        var result =
            Shared.SESSION.run(Map.of("input", audio, "state", recurrent, "sr", Shared.RATE))) {
      float probability = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
      float[] next = new float[STATE_VALUES + CONTEXT_SAMPLES];
      ((OnnxTensor) result.get(1)).getFloatBuffer().get(next, 0, STATE_VALUES);
      System.arraycopy(
          window, WINDOW_SAMPLES - CONTEXT_SAMPLES, next, STATE_VALUES, CONTEXT_SAMPLES);
      return new Hearing(probability, next);
    } catch (OrtException e) {
      throw new IllegalStateException("voice activity model failed", e);
    }
  }

  private static OnnxTensor tensor(float[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(Shared.ENVIRONMENT, FloatBuffer.wrap(values), shape);
  }

  /** ONNX Runtime registers a shutdown hook, which is known by our class loader later. */
  private static OrtEnvironment environment() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(LOADER);
    try {
      return OrtEnvironment.getEnvironment();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static OnnxTensor rate() {
    try {
      return OnnxTensor.createTensor(
          Shared.ENVIRONMENT, LongBuffer.wrap(new long[] {16_000}), new long[0]);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OrtSession load() {
    try (var model = SileroVoiceActivityDetector.class.getResourceAsStream(MODEL);
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // A spinning thread would take a shared core away from the models.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return Shared.ENVIRONMENT.createSession(model.readAllBytes(), options);
    } catch (IOException e) {
      throw new UncheckedIOException("voice activity model cannot be read: " + MODEL, e);
    } catch (OrtException e) {
      throw new IllegalStateException("voice activity model cannot be loaded: " + MODEL, e);
    }
  }
}
