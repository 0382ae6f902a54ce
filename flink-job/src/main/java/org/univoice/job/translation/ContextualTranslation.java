package org.univoice.job.translation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.call.ModelCall;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.emphasis.TextRange;
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
      return ended(input, memory);
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
    if (!said.ref().kind().isSpoken()) {
      return new Pass<>(memory, List.of());
    }
    Optional<TargetedUtterance> alone = alone(input, memory);
    if (alone.isEmpty()) {
      return ofPart(input, memory);
    }
    ConversationMemory left = memory.withoutWaiting(said.ref());
    var next =
        ofPart(input, left)
                instanceof Ask<ConversationMemory, MaskedTranslation.Unmasked, Translation> ask
            ? ask.call()
            : null;
    return new Ask<>(new ClauseFirst(ofWords(alone.get(), left), next));
  }

  /** What waits for the rest of its sentence has said all there is of it. */
  private Plan<ConversationMemory, MaskedTranslation.Unmasked, Translation> ended(
      TargetedUtterance input, ConversationMemory memory) {
    ModelCall<MaskedTranslation.Unmasked> calls = null;
    List<TargetedUtterance> owed = owed(input, memory);
    for (int i = owed.size() - 1; i >= 0; i--) {
      calls = new ClauseFirst(ofWords(owed.get(i), memory), calls);
    }
    return calls == null
        ? new Pass<>(withoutTrack(input, memory), List.of(untranslated(input, "", null)))
        : new Ask<>(calls);
  }

  private static List<TargetedUtterance> owed(TargetedUtterance input, ConversationMemory memory) {
    return orEmpty(memory).waitingOn(said(input).ref().track()).stream()
        .map(clause -> new TargetedUtterance(clause, input.target()))
        .toList();
  }

  private static ConversationMemory withoutTrack(
      TargetedUtterance input, ConversationMemory memory) {
    return memory == null ? null : memory.withoutTrack(said(input).ref().track());
  }

  /** With what waits for it; what cannot be translated with it is not there any more. */
  private Plan<ConversationMemory, MaskedTranslation.Unmasked, Translation> ofPart(
      TargetedUtterance part, ConversationMemory memory) {
    TargetedUtterance input = whole(part, memory);
    RecognizedSegment said = said(input);
    ConversationMemory after = over(said.ref(), memory);
    if (said.text().isBlank()) {
      return new Pass<>(after, List.of(untranslated(input, "none", null)));
    }
    TranslationRoute route = route(input);
    if (route.isOfWords()
        && said.goesOn()
        && !ClauseOrder.isKept(said.language(), input.target())) {
      return new Pass<>(
          orEmpty(memory).waitingWith(input.utterance()),
          List.of(untranslated(part, "none", null)));
    }
    return switch (route.way()) {
      case AS_IT_IS ->
          new Pass<>(
              after,
              List.of(
                  translated(input, said.text(), said.confidence(), "none")
                      .emphasizing(said.emphasized())));
      case DIRECT, OVER_ENGLISH -> new Ask<>(ofWords(input, orEmpty(memory)));
      case GIST -> new Pass<>(after, List.of(gist(input)));
      case GIST_OVER_ENGLISH -> new Ask<>(fromEnglish(input, said.gist(), List.of()));
      case NONE ->
          new Pass<>(
              after,
              List.of(
                  untranslated(
                      input,
                      "none",
                      "no model translates " + said.language() + " into " + input.target())));
    };
  }

  private TranslationRoute route(TargetedUtterance input) {
    RecognizedSegment said = said(input);
    boolean hasGist = said.gist() != null && !said.gist().isBlank();
    return TranslationRoute.of(said.language(), input.target(), hasGist, translator::serves);
  }

  private ModelCall<MaskedTranslation.Unmasked> ofWords(
      TargetedUtterance input, ConversationMemory memory) {
    return route(input).way() == TranslationRoute.Way.DIRECT
        ? masked(request(input, memory), input.utterance().terms(), said(input).emphasized())
        : overEnglish(input, memory);
  }

  private MaskedTranslation masked(
      Translator.Request request, GlossaryTerm[] terms, List<TextRange> emphasized) {
    return new MaskedTranslation(
        translator, request, terms, new TranslationGuard(languages), emphasized);
  }

  private PivotTranslation overEnglish(TargetedUtterance input, ConversationMemory memory) {
    Translator.Request wanted = request(input, memory);
    var first =
        new Translator.Request(
            wanted.text(),
            wanted.source(),
            TranslationRoute.BRIDGE,
            wanted.context(),
            wanted.style());
    return new PivotTranslation(
        masked(first, null, said(input).emphasized()),
        english -> fromEnglish(input, english.text(), english.emphasis()));
  }

  /** A glossary's terms are of the language that was said, and the context is too. */
  private MaskedTranslation fromEnglish(
      TargetedUtterance input, String english, List<TextRange> emphasized) {
    return masked(
        new Translator.Request(
            english, TranslationRoute.BRIDGE, input.target(), List.of(), input.utterance().style()),
        null,
        emphasized);
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
    if (said(input).ref().kind() == SegmentKind.TRACK_ENDED) {
      TargetedUtterance clause = owed(input, memory).get(0);
      return answered(clause, memory.withoutWaiting(said(clause).ref()), answer);
    }
    Optional<TargetedUtterance> alone = alone(input, memory);
    if (alone.isEmpty()) {
      return answered(whole(input, memory), memory, answer);
    }
    var clause = answered(alone.get(), memory.withoutWaiting(said(input).ref()), answer);
    return ofPart(input, clause.memory())
            instanceof Pass<ConversationMemory, MaskedTranslation.Unmasked, Translation> next
        ? new Settled<>(next.memory(), both(clause.outputs(), next.outputs()))
        : clause;
  }

  private Settled<ConversationMemory, Translation> answered(
      TargetedUtterance input, ConversationMemory memory, MaskedTranslation.Unmasked answer) {
    SegmentRef ref = said(input).ref();
    if (answer.failure() != null) {
      return new Settled<>(
          over(ref, memory), List.of(untranslated(input, "none", answer.failure())));
    }
    TranslationRoute route = route(input);
    boolean ofGist = route.way() == TranslationRoute.Way.GIST_OVER_ENGLISH;
    ConversationTurn turn = ConversationTurn.of(ref, said(input).text(), answer.text());
    Translation translation =
        translation(
            input,
            answer.text(),
            ofGist ? answer.confidence() * said(input).confidence() : answer.confidence(),
            answer.alternatives().toArray(NO_ALTERNATIVES),
            answer.kept(),
            route.tier(),
            null);
    return new Settled<>(
        over(ref, orEmpty(memory).with(turn)), List.of(translation.emphasizing(answer.emphasis())));
  }

  @Override
  public Settled<ConversationMemory, Translation> onEnd(
      TargetedUtterance input, ConversationMemory memory, CallEnd end) {
    SegmentRef ref = said(input).ref();
    if (ref.kind() == SegmentKind.TRACK_ENDED) {
      List<Translation> failed =
          owed(input, memory).stream()
              .map(clause -> untranslated(clause, "none", end.detail()))
              .toList();
      return new Settled<>(
          withoutTrack(input, memory), both(failed, List.of(untranslated(input, "", null))));
    }
    if (end.isCompleted() || end.isSuperseded()) {
      return new Settled<>(over(ref, memory), List.of());
    }
    Optional<TargetedUtterance> alone = alone(input, memory);
    if (alone.isEmpty()) {
      return new Settled<>(
          over(ref, memory), List.of(untranslated(whole(input, memory), "none", end.detail())));
    }
    var clause = List.of(untranslated(alone.get(), "none", end.detail()));
    ConversationMemory left = memory.withoutWaiting(ref);
    return ofPart(input, left)
            instanceof Pass<ConversationMemory, MaskedTranslation.Unmasked, Translation> next
        ? new Settled<>(next.memory(), both(clause, next.outputs()))
        : new Settled<>(left, both(clause, List.of(untranslated(input, "none", end.detail()))));
  }

  private static List<Translation> both(List<Translation> some, List<Translation> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
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
    RecognizedSegment said = said(input);
    return new Translator.Request(
        said.text(),
        said.language(),
        input.target(),
        memory.contextOf(said.ref()),
        input.utterance().style());
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
        utterance.profileId(),
        Translation.NOTHING_STANDS_OUT);
  }

  private static ConversationMemory orEmpty(ConversationMemory memory) {
    return memory == null ? ConversationMemory.EMPTY : memory;
  }

  /** What is certain takes with it what has waited for it; a candidate, until it is withdrawn. */
  private static ConversationMemory over(SegmentRef ref, ConversationMemory memory) {
    if (memory == null) {
      return null;
    }
    return ref.kind() == SegmentKind.FINAL ? memory.withoutWaiting(ref) : memory.takenBy(ref);
  }

  /** What is to be translated: the utterance, and before it what has waited for it. */
  private TargetedUtterance whole(TargetedUtterance input, ConversationMemory memory) {
    return waitingFor(input, memory)
        .filter(clause -> continues(input, clause))
        .map(clause -> JoinedUtterance.of(clause, input.utterance()))
        .map(joined -> new TargetedUtterance(joined, input.target()))
        .orElse(input);
  }

  /** A clause that waited for something else than came: it is translated alone, as itself. */
  private Optional<TargetedUtterance> alone(TargetedUtterance input, ConversationMemory memory) {
    return waitingFor(input, memory)
        .filter(clause -> !continues(input, clause))
        .map(clause -> new TargetedUtterance(clause, input.target()));
  }

  private static Optional<Utterance> waitingFor(
      TargetedUtterance input, ConversationMemory memory) {
    return orEmpty(memory).waitingFor(said(input).ref()).map(WaitingClause::said);
  }

  private boolean continues(TargetedUtterance input, Utterance clause) {
    return !said(input).text().isBlank()
        && said(input).language().equals(clause.recognized().language())
        && input.utterance().speaker().equals(clause.speaker())
        && route(input).isOfWords();
  }

  private static RecognizedSegment said(TargetedUtterance input) {
    return input.utterance().recognized();
  }
}
