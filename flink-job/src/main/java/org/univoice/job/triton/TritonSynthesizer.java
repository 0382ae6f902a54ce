package org.univoice.job.triton;

import java.util.List;
import java.util.stream.IntStream;
import org.univoice.job.call.ModelCall;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.prosody.Manner;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.voice.VoiceTier;

/** The role {@code speech_synthesizer} behind Triton. */
public final class TritonSynthesizer extends TritonRole implements Synthesizer {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "speech_synthesizer";

  private transient CloningDeclaration cloning;

  public TritonSynthesizer(TritonConfig config) {
    super(config, MODEL);
  }

  @Override
  public void open() {
    super.open();
    cloning = new CloningDeclaration(model);
    cloning.ask(System.currentTimeMillis());
  }

  @Override
  public boolean clones() {
    return cloning.isOffered(System.currentTimeMillis());
  }

  @Override
  public ModelCall<SpeechPiece> synthesize(Request request) {
    Tensors tensors =
        Tensors.forModel(MODEL)
            .string("TEXT", request.text())
            .string("LANGUAGE", request.language())
            .string("VOICE", request.stockVoice())
            .floats("SPEED", request.speed())
            .floats("PAUSES", request.pauses());
    VoiceProfile profile = request.profile();
    if (profile != null) {
      describe(profile, tensors);
    }
    if (request.manner() != null) {
      describe(request.manner(), tensors);
    }
    if (!request.emphasis().isEmpty()) {
      tensors.integers("EMPHASIS", codePoints(request.text(), request.emphasis()));
    }
    if (request.wanted() == VoiceTier.CLONED) {
      tensors.bool("CLONE", true);
    }
    return model.streamed(
        tensors.streamed().build(),
        outputs ->
            new SpeechPiece(
                outputs.pcm16("PCM"), outputs.string("VOICE"), tier(outputs.string("SIMILARITY"))));
  }

  /** The model counts in code points. */
  private static int[] codePoints(String text, List<TextRange> stretches) {
    return stretches.stream()
        .flatMapToInt(one -> IntStream.of(one.start(), one.end()))
        .map(place -> text.codePointCount(0, place))
        .toArray();
  }

  /** Any other word means the standard voice. */
  private static VoiceTier tier(String similarity) {
    return switch (similarity) {
      case "cloned" -> VoiceTier.CLONED;
      case "similar" -> VoiceTier.SIMILAR;
      default -> VoiceTier.STANDARD;
    };
  }

  private static void describe(VoiceProfile profile, Tensors tensors) {
    tensors.floats("VOICEPRINT", profile.centroid());
    if (!Float.isNaN(profile.lnPitchMean()) && !Float.isNaN(profile.lnPitchDeviation())) {
      tensors.floats("PITCH", profile.lnPitchMean(), profile.lnPitchDeviation());
    }
    if (profile.spectrum() != null && profile.spectrum().length > 0) {
      tensors.floats("SPECTRUM", profile.spectrum());
    }
    if (!Float.isNaN(profile.loudness())) {
      tensors.floats("LOUDNESS", profile.loudness());
    }
  }

  private static void describe(Manner manner, Tensors tensors) {
    if (!Float.isNaN(manner.lnPitchMean()) && !Float.isNaN(manner.lnPitchDeviation())) {
      tensors.floats("UTTERANCE_PITCH", manner.lnPitchMean(), manner.lnPitchDeviation());
    }
    if (!Float.isNaN(manner.loudness())) {
      tensors.floats("UTTERANCE_LOUDNESS", manner.loudness());
    }
    if (!Float.isNaN(manner.rate())) {
      tensors.floats("UTTERANCE_RATE", manner.rate());
    }
  }
}
