package org.univoice.job.synthesis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.univoice.job.call.FakeBehaviour;
import org.univoice.job.call.ModelCall;
import org.univoice.job.voice.VoiceTier;

/** Speaks as the test says; by default 100 ms of silence for each clause of the text. */
public final class FakeSynthesizer implements Synthesizer {

  private static final long serialVersionUID = 1L;
  private static final int BYTES_PER_CLAUSE = 4_800;

  /** The pieces spoken for a request. */
  public interface Speaking extends Function<Request, List<SpeechPiece>>, Serializable {}

  private final FakeBehaviour behaviour = new FakeBehaviour();
  private final Speaking speaking;
  private boolean cloning;

  public FakeSynthesizer() {
    this(FakeSynthesizer::clauses);
  }

  public FakeSynthesizer(Speaking speaking) {
    this.speaking = speaking;
  }

  private static List<SpeechPiece> clauses(Request request) {
    String stock = request.stockVoice().isEmpty() ? "stock-1" : request.stockVoice();
    String voice = request.wanted() == VoiceTier.CLONED ? "" : stock;
    List<SpeechPiece> pieces = new ArrayList<>();
    for (String clause : request.text().split("[,.;:!?]+")) {
      if (!clause.isBlank()) {
        pieces.add(new SpeechPiece(new byte[BYTES_PER_CLAUSE], voice, request.wanted()));
      }
    }
    return pieces;
  }

  /** Declares that it clones voices. */
  public FakeSynthesizer cloning() {
    cloning = true;
    return this;
  }

  @Override
  public boolean clones() {
    return cloning;
  }

  public FakeBehaviour behaviour() {
    return behaviour;
  }

  @Override
  public ModelCall<SpeechPiece> synthesize(Request request) {
    return behaviour.call("speech_synthesizer", request, () -> speaking.apply(request));
  }
}
