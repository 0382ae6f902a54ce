package org.univoice.job.translation;

import java.time.Clock;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.prosody.MannerReader;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.log.LogFields;

/**
 * Translates a conversation into one language: each segment with the last five before it as
 * context, entities kept as they were said. Keyed by session and target language.
 */
public final class ContextualTranslation
    implements KeyedCall<
        TargetedUtterance, ConversationMemory, MaskedTranslation.Unmasked, Translation> {

  private static final long serialVersionUID = 1L;
  private static final Entity[] NO_ENTITIES = {};
  private static final String[] NO_ALTERNATIVES = {};

  private final Translator translator;
  private final TextLanguages languages;
  private final MannerReader manners = new MannerReader();
  private final Clock clock;

  public ContextualTranslation(Translator translator, TextLanguages languages, Clock clock) {
    this.translator = translator;
    this.languages = languages;
    this.clock = clock;
  }

  @Override
  public void open() {
    translator.open();
    languages.open();
  }

  @Override
  public void close() throws Exception {
    translator.close();
  }

  @Override
  public Plan<ConversationMemory, MaskedTranslation.Unmasked, Translation> plan(
      TargetedUtterance input, ConversationMemory memory, CallLoad load) {
    RecognizedSegment said = said(input);
    if (said.ref().kind() == SegmentKind.TRACK_ENDED) {
      ConversationMemory left = memory == null ? null : memory.withoutTrack(said.ref().track());
      return new Pass<>(left, List.of(untranslated(input, "", null)));
    }
    if (said.ref().kind() == SegmentKind.WITHDRAWN) {
      ConversationMemory left =
          memory == null
              ? null
              : memory.withoutCandidates(said.ref().wholeId(), said.ref().revision());
      return new Pass<>(left, List.of(untranslated(input, "", null)));
    }
    if (said.ref().kind() == SegmentKind.CONFIRMED) {
      return new Pass<>(memory == null ? null : memory.withoutWaiting(said.ref()), List.of());
    }
    if (!said.ref().kind().isSpoken() || whole(input, memory).text().isBlank()) {
      return new Pass<>(
          memory,
          said.ref().kind().isSpoken() ? List.of(untranslated(input, "none", null)) : List.of());
    }
    TranslationRoute route = route(input, memory);
    if (route.isOfWords()
        && said.goesOn()
        && !ClauseOrder.isKept(said.language(), input.target())) {
      return new Pass<>(
          orEmpty(memory).waitingWith(said.ref(), said.language(), said.text()),
          List.of(untranslated(input, "none", null)));
    }
    return switch (route.way()) {
      case AS_IT_IS ->
          new Pass<>(memory, List.of(translated(input, said.text(), said.confidence(), "none")));
      case DIRECT -> new Ask<>(masked(request(input, orEmpty(memory)), input.utterance().terms()));
      case OVER_ENGLISH -> new Ask<>(overEnglish(input, orEmpty(memory)));
      case GIST -> new Pass<>(memory, List.of(gist(input)));
      case GIST_OVER_ENGLISH -> new Ask<>(fromEnglish(input, said.gist()));
      case NONE ->
          new Pass<>(
              memory,
              List.of(
                  untranslated(
                      input,
                      "none",
                      "no model translates " + said.language() + " into " + input.target())));
    };
  }

  private TranslationRoute route(TargetedUtterance input, ConversationMemory memory) {
    RecognizedSegment said = said(input);
    boolean hasGist = said.gist() != null && !said.gist().isBlank();
    return TranslationRoute.of(
        whole(input, memory).language(), input.target(), hasGist, translator::serves);
  }

  private MaskedTranslation masked(Translator.Request request, GlossaryTerm[] terms) {
    return new MaskedTranslation(translator, request, terms, new TranslationGuard(languages));
  }

  private PivotTranslation overEnglish(TargetedUtterance input, ConversationMemory memory) {
    Translator.Request wanted = request(input, memory);
    var first =
        new Translator.Request(
            wanted.text(), wanted.source(), TranslationRoute.BRIDGE, wanted.context());
    return new PivotTranslation(masked(first, null), english -> fromEnglish(input, english));
  }

  /** A glossary's terms are of the language that was said, and the context is too. */
  private MaskedTranslation fromEnglish(TargetedUtterance input, String english) {
    return masked(
        new Translator.Request(english, TranslationRoute.BRIDGE, input.target(), List.of()), null);
  }

  private Translation gist(TargetedUtterance input) {
    RecognizedSegment said = said(input);
    return new TranslationGuard(languages)
        .complaint(said.gist(), said.text(), said.language(), input.target())
        .map(reason -> untranslated(input, "none", reason))
        .orElseGet(() -> translated(input, said.gist(), said.confidence(), "gist"));
  }

  @Override
  public Settled<ConversationMemory, Translation> onAnswer(
      TargetedUtterance input,
      ConversationMemory memory,
      MaskedTranslation.Unmasked answer,
      int index) {
    SegmentRef ref = said(input).ref();
    if (answer.failure() != null) {
      return new Settled<>(
          over(ref, memory), List.of(untranslated(input, "none", answer.failure())));
    }
    TranslationRoute route = route(input, memory);
    boolean ofGist = route.way() == TranslationRoute.Way.GIST_OVER_ENGLISH;
    ConversationTurn turn = ConversationTurn.of(ref, whole(input, memory).text(), answer.text());
    Translation translation =
        translation(
            input,
            answer.text(),
            ofGist ? answer.confidence() * said(input).confidence() : answer.confidence(),
            answer.alternatives().toArray(NO_ALTERNATIVES),
            answer.kept(),
            route.tier(),
            null);
    return new Settled<>(over(ref, orEmpty(memory).with(turn)), List.of(translation));
  }

  @Override
  public Settled<ConversationMemory, Translation> onEnd(
      TargetedUtterance input, ConversationMemory memory, CallEnd end) {
    boolean silent = end.isCompleted() || end.isSuperseded();
    return new Settled<>(
        over(said(input).ref(), memory),
        silent ? List.of() : List.of(untranslated(input, "none", end.detail())));
  }

  @Override
  public LogFields logFields(TargetedUtterance input) {
    return said(input).ref().logFields();
  }

  /** A newer revision of a segment, or its withdrawal, makes the older one pointless. */
  @Override
  public boolean supersedes(TargetedUtterance newer, TargetedUtterance older) {
    return said(newer).ref().voids(said(older).ref());
  }

  private static Translator.Request request(TargetedUtterance input, ConversationMemory memory) {
    Spoken whole = whole(input, memory);
    return new Translator.Request(
        whole.text(), whole.language(), input.target(), memory.contextOf(said(input).ref()));
  }

  private Translation translated(
      TargetedUtterance input, String text, float confidence, String tier) {
    return translation(input, text, confidence, NO_ALTERNATIVES, NO_ENTITIES, tier, null);
  }

  private Translation untranslated(TargetedUtterance input, String tier, String failure) {
    return translation(input, "", 0, NO_ALTERNATIVES, NO_ENTITIES, tier, failure);
  }

  private Translation translation(
      TargetedUtterance input,
      String text,
      float confidence,
      String[] alternatives,
      Entity[] entities,
      String tier,
      String failure) {
    Utterance utterance = input.utterance();
    RecognizedSegment said = utterance.recognized();
    return new Translation(
        said.ref().withMarks(said.ref().marks().withTranslated(clock.millis())),
        utterance.speaker(),
        utterance.profile(),
        said.language(),
        input.target(),
        said.text(),
        text,
        confidence,
        alternatives,
        entities,
        tier,
        failure,
        manners.read(said.voiceprint(), utterance.profile()),
        utterance.profileId());
  }

  private static ConversationMemory orEmpty(ConversationMemory memory) {
    return memory == null ? ConversationMemory.EMPTY : memory;
  }

  /** What is certain takes with it what has waited for it. */
  private static ConversationMemory over(SegmentRef ref, ConversationMemory memory) {
    return memory != null && ref.kind() == SegmentKind.FINAL ? memory.withoutWaiting(ref) : memory;
  }

  /** What is to be translated: the utterance, and before it what has waited for it. */
  private static Spoken whole(TargetedUtterance input, ConversationMemory memory) {
    RecognizedSegment said = said(input);
    Spoken alone = new Spoken(said.text(), said.language());
    return orEmpty(memory).waitingFor(said.ref()).map(alone::after).orElse(alone);
  }

  private record Spoken(String text, String language) {
    Spoken after(WaitingClause before) {
      return text.isBlank()
          ? new Spoken(before.text(), before.language())
          : new Spoken(before.text() + " " + text, language);
    }
  }

  private static RecognizedSegment said(TargetedUtterance input) {
    return input.utterance().recognized();
  }
}
