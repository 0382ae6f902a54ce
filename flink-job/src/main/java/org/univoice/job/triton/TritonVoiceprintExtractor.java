package org.univoice.job.triton;

import java.util.Arrays;
import org.univoice.job.call.ModelCall;
import org.univoice.job.emphasis.VoiceCurves;
import org.univoice.job.recognition.Prosody;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.VoiceprintExtractor;
import org.univoice.job.recognition.WindowPrint;

/** The role {@code voiceprint_extractor} behind Triton. */
public final class TritonVoiceprintExtractor extends TritonRole implements VoiceprintExtractor {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "voiceprint_extractor";

  /** Of CURVES. */
  private static final int CURVE_STEP_MILLIS = 20;

  public TritonVoiceprintExtractor(TritonConfig config) {
    super(config, MODEL);
  }

  @Override
  public ModelCall<Voiceprint> extract(byte[] pcm) {
    return model.unary(
        Tensors.forModel(MODEL).pcm16("PCM", pcm).build(), TritonVoiceprintExtractor::voiceprint);
  }

  private static Voiceprint voiceprint(Outputs outputs) {
    float[] pitch = outputs.floats("PITCH");
    float[] range = outputs.floats("PITCH_RANGE");
    var measured =
        new Voiceprint(
            outputs.floats("EMBEDDING"),
            pitch[0],
            pitch[1],
            pitch[2],
            outputs.floats("SPECTRUM"),
            outputs.number("LOUDNESS"),
            outputs.number("ENERGY_VARIATION"),
            outputs.number("RATE"),
            new Prosody(
                range[0],
                range[1],
                outputs.number("CENTROID"),
                Float.NaN,
                outputs.floats("CONTOUR")),
            windows(outputs));
    return measured.by(outputs.madeBy()).moving(curves(outputs.floatsIfAny("CURVES")));
  }

  private static VoiceCurves curves(float[] points) {
    if (points.length == 0) {
      return null;
    }
    float[] pitch = new float[points.length / 2];
    float[] levels = new float[points.length / 2];
    for (int i = 0; i < pitch.length; i++) {
      pitch[i] = points[2 * i];
      levels[i] = points[2 * i + 1];
    }
    return new VoiceCurves(pitch, levels, CURVE_STEP_MILLIS);
  }

  private static WindowPrint[] windows(Outputs outputs) {
    int[] times = outputs.integers("WINDOW_TIMES");
    float[] embeddings = outputs.floats("WINDOW_EMBEDDINGS");
    float[] prosody = outputs.floats("WINDOW_PROSODY");
    float[] spectra = outputs.floats("WINDOW_SPECTRA");
    WindowPrint[] windows = new WindowPrint[times.length / 2];
    for (int i = 0; i < windows.length; i++) {
      float[] moved = row(prosody, i, windows.length);
      windows[i] =
          new WindowPrint(
              times[2 * i],
              times[2 * i + 1],
              row(embeddings, i, windows.length),
              moved[0],
              moved[1],
              moved[2],
              moved[3],
              moved[4],
              moved[5],
              row(spectra, i, windows.length));
    }
    return windows;
  }

  private static float[] row(float[] table, int row, int rows) {
    int width = table.length / rows;
    return Arrays.copyOfRange(table, row * width, (row + 1) * width);
  }
}
