package org.univoice.job.translation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.glossary.GlossaryMatch;
import org.univoice.job.glossary.GlossaryTerm;

/**
 * Translates with entities masked, and once more without the mask when the model lost a
 * placeholder: a sentence with a changed name is better than one with a hole. What is no
 * translation at all does not leave: another wording does, or one made without the mask, or the
 * reason. When time is up the answer with a changed name does, and a sentence whose names nobody
 * finds is translated without.
 */
final class MaskedTranslation implements ModelCall<MaskedTranslation.Unmasked> {

  /**
   * @param kept the entities that are in the text as they were said
   * @param failure why there is no text; null when there is
   * @param emphasis what of the text says the words that stood out
   */
  record Unmasked(
      String text,
      float confidence,
      List<String> alternatives,
      Entity[] kept,
      String failure,
      List<TextRange> emphasis) {

    /** Of which no word stands out. */
    Unmasked(
        String text, float confidence, List<String> alternatives, Entity[] kept, String failure) {
      this(text, confidence, alternatives, kept, failure, List.of());
    }
  }

  private static final Entity[] NONE = {};

  private final Translator translator;
  private final Translator.Request request;
  private final TranslationGuard guard;
  private final GlossaryTerm[] terms;
  private final List<TextRange> emphasized;

  /** Of a text in which no word stands out. */
  MaskedTranslation(
      Translator translator,
      Translator.Request request,
      GlossaryTerm[] terms,
      TranslationGuard guard) {
    this(translator, request, terms, guard, List.of());
  }

  /**
   * @param terms of a glossary that are in the text; null for none
   * @param emphasized what of the text stands out
   */
  MaskedTranslation(
      Translator translator,
      Translator.Request request,
      GlossaryTerm[] terms,
      TranslationGuard guard,
      List<TextRange> emphasized) {
    this.emphasized = emphasized;
    this.translator = translator;
    this.request = request;
    this.guard = guard;
    this.terms = terms;
  }

  @Override
  public String model() {
    return translator.translate(request).model();
  }

  @Override
  public Cancellable start(AnswerObserver<Unmasked> observer) {
    Attempt attempt = new Attempt(new OneAnswer(observer));
    if (translator.findsNames(request.source())) {
      attempt.lookForNames();
    } else {
      attempt.translate(
          CapitalizedNames.finds(request.source())
              ? CapitalizedNames.in(request.text(), request.context())
              : List.of());
    }
    return attempt;
  }

  private EntityMask mask(List<NamedSpan> names) {
    return EntityMask.of(
        request.text(),
        GlossaryMatch.spans(terms, request.target(), request.text()),
        names,
        request.source(),
        request.target());
  }

  private static Entity[] together(Entity[] kept, Entity[] names) {
    Set<String> texts = Stream.of(kept).map(Entity::text).collect(Collectors.toSet());
    Stream<Entity> others = Stream.of(names).filter(name -> !texts.contains(name.text()));
    // The "1,200" of "1,200 km" was hidden, and is told with its unit.
    Stream<Entity> alone =
        Stream.of(kept)
            .filter(
                one ->
                    Stream.of(names)
                        .noneMatch(
                            name ->
                                name.text().length() > one.text().length()
                                    && name.text().contains(one.text())));
    return Stream.concat(alone, others).toArray(Entity[]::new);
  }

  private List<NamedSpan> withFigures(List<NamedSpan> names) {
    return Stream.concat(
            names.stream(),
            WordedFigure.in(request.text(), request.source(), request.target()).stream()
                .map(one -> new NamedSpan(one.start(), one.end(), one.type())))
        .toList();
  }

  private static Unmasked refused(String reason) {
    return new Unmasked("", 0, List.of(), NONE, reason);
  }

  private final class Attempt implements Cancellable {

    private final OneAnswer observer;
    private final SuccessiveCalls calls = new SuccessiveCalls();
    private volatile EntityMask mask;
    private volatile List<NamedSpan> named = List.of();
    private volatile Unmasked withoutNames;
    private final AtomicBoolean namesAreOver = new AtomicBoolean(true);

    private Attempt(OneAnswer observer) {
      this.observer = observer;
    }

    @Override
    public void cancel() {
      calls.cancel();
    }

    @Override
    public void expire(boolean isLast, Runnable nothing) {
      Unmasked changed = withoutNames;
      if (changed != null) {
        calls.cancel();
        observer.onAnswer(changed);
        observer.onCompleted();
      } else if (isLast && namesAreOver.compareAndSet(false, true)) {
        calls.giveUp();
        translate(List.of());
      } else {
        calls.expire(isLast, nothing);
      }
    }

    /** A sentence is translated whether or not its names were found. */
    private void lookForNames() {
      namesAreOver.set(false);
      calls.make(
          translator.names(request.text(), request.source()),
          new AnswerObserver<>() {
            private List<NamedSpan> found = List.of();

            @Override
            public void onAnswer(List<NamedSpan> names) {
              found = names;
            }

            @Override
            public void onCompleted() {
              over(found);
            }

            @Override
            public void onFailed(Throwable cause) {
              over(List.of());
            }

            private void over(List<NamedSpan> names) {
              if (namesAreOver.compareAndSet(false, true)) {
                translate(names);
              }
            }
          });
    }

    /**
     * Names, and figures with words, are words to the model, and a sentence is better with them
     * than with placeholders; so they are hidden only when the first answer has not kept them.
     */
    private void translate(List<NamedSpan> names) {
      named = withFigures(names);
      hide(List.of());
    }

    private void hide(List<NamedSpan> names) {
      mask = MaskedTranslation.this.mask(names);
      follow(translator.translate(request.withText(mask.masked())), !mask.isEmpty());
    }

    /** The answer with the names in it; empty when they must be hidden. */
    private Optional<Unmasked> withNames(Unmasked answer) {
      return EntityMask.keptBy(
              answer.text(), request.text(), named, request.source(), request.target())
          .map(
              names ->
                  new Unmasked(
                      answer.text(),
                      answer.confidence(),
                      answer.alternatives(),
                      together(answer.kept(), names),
                      null,
                      answer.emphasis()));
    }

    /** All wordings that may be shown, the best first. */
    private List<String> presentable(Translator.Rendering rendering, boolean masked) {
      return Stream.concat(Stream.of(rendering.text()), rendering.alternatives().stream())
          .filter(text -> complaint(text, masked).isEmpty())
          .map(text -> masked ? mask.restore(text) : Optional.of(text))
          .flatMap(Optional::stream)
          .distinct()
          .toList();
    }

    private Optional<String> complaint(String text, boolean masked) {
      String asked = masked ? mask.masked() : request.text();
      return guard.complaint(text, asked, request.source(), request.target());
    }

    private void follow(ModelCall<Translator.Rendering> call, boolean masked) {
      calls.make(call, new Unmasking(masked));
    }

    /** Puts the entities back, and asks once more where something was lost. */
    private final class Unmasking implements AnswerObserver<Translator.Rendering> {

      private final boolean masked;
      private Runnable next = observer::onCompleted;

      private Unmasking(boolean masked) {
        this.masked = masked;
      }

      @Override
      public void onAnswer(Translator.Rendering rendering) {
        List<String> wordings = presentable(rendering, masked);
        boolean lost = wordings.isEmpty() || masked && mask.restore(rendering.text()).isEmpty();
        if (lost && withoutNames != null) {
          observer.onAnswer(withoutNames);
        } else if (lost && masked) {
          next = () -> follow(translator.translate(request), false);
        } else if (lost) {
          observer.onAnswer(
              refused(complaint(rendering.text(), masked).orElse("there is no translation")));
        } else {
          accept(
              new Unmasked(
                  wordings.get(0),
                  rendering.confidence(),
                  wordings.subList(1, wordings.size()),
                  masked ? mask.entities() : NONE,
                  null,
                  emphasis(rendering, masked, wordings.get(0))));
        }
      }

      /** Links are of the first wording: of another that is taken in its place nothing is known. */
      private List<TextRange> emphasis(
          Translator.Rendering rendering, boolean masked, String taken) {
        if (emphasized.isEmpty()) {
          return List.of();
        }
        return masked
            ? mask.carried(emphasized, rendering, request.target(), taken)
            : rendering.text().equals(taken)
                ? CarriedEmphasis.bare(
                    CarriedEmphasis.of(emphasized, rendering.links(), taken, request.target()),
                    taken)
                : List.of();
      }

      private void accept(Unmasked answer) {
        Optional<Unmasked> whole = hidesNames() ? Optional.of(answer) : withNames(answer);
        if (whole.isPresent()) {
          observer.onAnswer(whole.get());
        } else {
          withoutNames = answer;
          next = () -> hide(named);
        }
      }

      private boolean hidesNames() {
        return withoutNames != null || named.isEmpty();
      }

      @Override
      public void onCompleted() {
        next.run();
      }

      /** A sentence with a changed name is better than none. */
      @Override
      public void onFailed(Throwable cause) {
        if (withoutNames == null) {
          observer.onFailed(cause);
        } else {
          observer.onAnswer(withoutNames);
          observer.onCompleted();
        }
      }
    }
  }
}
