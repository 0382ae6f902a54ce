package org.univoice.job.triton;

import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.VoiceprintExtractor;

/** The role {@code voiceprint_extractor} behind Triton. */
public final class TritonVoiceprintExtractor extends TritonRole implements VoiceprintExtractor {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "voiceprint_extractor";

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
    return new Voiceprint(
        outputs.floats("EMBEDDING"),
        pitch[0],
        pitch[1],
        pitch[2],
        outputs.floats("SPECTRUM"),
        outputs.number("LOUDNESS"),
        outputs.number("ENERGY_VARIATION"),
        outputs.number("RATE"));
  }
}
