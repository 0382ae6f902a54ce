package org.univoice.job.translation;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.univoice.job.call.FakeBehaviour;
import org.univoice.job.call.ModelCall;

/** Translates as the test says; by default "text" becomes "text [target]". */
public final class FakeTranslator implements Translator {

  private static final long serialVersionUID = 1L;

  /** How a request is rendered. */
  public interface Wording extends Function<Request, Rendering>, Serializable {}

  private final FakeBehaviour behaviour = new FakeBehaviour();
  private final Wording wording;
  private final Set<String> unserved;

  public FakeTranslator() {
    this(request -> new Rendering(request.text() + " [" + request.target() + "]", 0.9f, List.of()));
  }

  public FakeTranslator(Wording wording) {
    this(wording, Set.of());
  }

  private FakeTranslator(Wording wording, Set<String> unserved) {
    this.wording = wording;
    this.unserved = unserved;
  }

  /** One that does not serve some pairs, written "en>pt". */
  public FakeTranslator without(String... pairs) {
    return new FakeTranslator(wording, Set.of(pairs));
  }

  public FakeBehaviour behaviour() {
    return behaviour;
  }

  @Override
  public boolean serves(String source, String target) {
    return !unserved.contains(source + ">" + target);
  }

  @Override
  public ModelCall<Rendering> translate(Request request) {
    return behaviour.call("translator", request, () -> List.of(wording.apply(request)));
  }
}
