package org.univoice.job.translation;

import java.util.List;
import java.util.Optional;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.glossary.GlossaryMatch;
import org.univoice.job.glossary.GlossaryTerm;

/**
 * Translates with entities masked, and once more without the mask when the model lost a
 * placeholder: a sentence with a changed name is better than one with a hole.
 */
final class MaskedTranslation implements ModelCall<MaskedTranslation.Unmasked> {

  /**
   * @param kept the entities that are in the text as they were said
   */
  record Unmasked(String text, float confidence, List<String> alternatives, Entity[] kept) {}

  private static final Entity[] NONE = {};

  private final Translator translator;
  private final Translator.Request request;
  private final EntityMask mask;

  /**
   * @param terms of a glossary that are in the text; null for none
   */
  MaskedTranslation(Translator translator, Translator.Request request, GlossaryTerm[] terms) {
    this.translator = translator;
    this.request = request;
    this.mask =
        EntityMask.of(request.text(), GlossaryMatch.spans(terms, request.target(), request.text()));
  }

  @Override
  public String model() {
    return translator.translate(request).model();
  }

  @Override
  public Cancellable start(AnswerObserver<Unmasked> observer) {
    Attempt attempt = new Attempt(observer);
    attempt.follow(translator.translate(withText(mask.masked())), !mask.isEmpty());
    return attempt.calls;
  }

  private Translator.Request withText(String text) {
    return new Translator.Request(text, request.source(), request.target(), request.context());
  }

  private List<String> restoredAlternatives(Translator.Rendering rendering) {
    return rendering.alternatives().stream().map(mask::restore).flatMap(Optional::stream).toList();
  }

  private final class Attempt {

    private final AnswerObserver<Unmasked> observer;
    private final SuccessiveCalls calls = new SuccessiveCalls();

    private Attempt(AnswerObserver<Unmasked> observer) {
      this.observer = observer;
    }

    private void follow(ModelCall<Translator.Rendering> call, boolean masked) {
      calls.make(call, new Unmasking(masked));
    }

    /** Puts the entities back; asks without the mask when one of them was lost. */
    private final class Unmasking implements AnswerObserver<Translator.Rendering> {

      private final boolean masked;
      private boolean again;

      private Unmasking(boolean masked) {
        this.masked = masked;
      }

      @Override
      public void onAnswer(Translator.Rendering rendering) {
        Optional<String> text =
            masked ? mask.restore(rendering.text()) : Optional.of(rendering.text());
        if (text.isEmpty()) {
          again = true;
          return;
        }
        List<String> alternatives =
            masked ? restoredAlternatives(rendering) : rendering.alternatives();
        observer.onAnswer(
            new Unmasked(
                text.get(), rendering.confidence(), alternatives, masked ? mask.entities() : NONE));
      }

      @Override
      public void onCompleted() {
        if (again) {
          follow(translator.translate(request), false);
        } else {
          observer.onCompleted();
        }
      }

      @Override
      public void onFailed(Throwable cause) {
        observer.onFailed(cause);
      }
    }
  }
}
