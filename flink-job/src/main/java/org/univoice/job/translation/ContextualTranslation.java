package org.univoice.job.translation;

import java.time.Clock;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.diarization.Utterance;
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
  private final Clock clock;

  public ContextualTranslation(Translator translator, Clock clock) {
    this.translator = translator;
    this.clock = clock;
  }

  @Override
  public void open() {
    translator.open();
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
    String language = whole(input, memory).language();
    if (language.equals(input.target())) {
      return new Pass<>(memory, List.of(translated(input, said.text(), said.confidence(), "none")));
    }
    if (translator.serves(language, input.target())) {
      if (said.goesOn() && !ClauseOrder.isKept(language, input.target())) {
        return new Pass<>(
            orEmpty(memory).waitingWith(said.ref(), language, said.text()),
            List.of(untranslated(input, "none", null)));
      }
      return new Ask<>(
          new MaskedTranslation(
              translator, request(input, orEmpty(memory)), input.utterance().terms()));
    }
    if (said.gist() != null && !said.gist().isBlank() && input.target().equals("en")) {
      return new Pass<>(memory, List.of(translated(input, said.gist(), said.confidence(), "gist")));
    }
    return new Pass<>(
        memory,
        List.of(
            untranslated(
                input,
                "none",
                "no model translates " + said.language() + " into " + input.target())));
  }

  @Override
  public Settled<ConversationMemory, Translation> onAnswer(
      TargetedUtterance input,
      ConversationMemory memory,
      MaskedTranslation.Unmasked answer,
      int index) {
    SegmentRef ref = said(input).ref();
    ConversationTurn turn = ConversationTurn.of(ref, whole(input, memory).text(), answer.text());
    Translation translation =
        translation(
            input,
            answer.text(),
            answer.confidence(),
            answer.alternatives().toArray(NO_ALTERNATIVES),
            answer.kept(),
            "useful",
            null);
    ConversationMemory after = orEmpty(memory).with(turn);
    boolean isCertain = ref.kind() == SegmentKind.FINAL;
    return new Settled<>(isCertain ? after.withoutWaiting(ref) : after, List.of(translation));
  }

  @Override
  public Settled<ConversationMemory, Translation> onEnd(
      TargetedUtterance input, ConversationMemory memory, CallEnd end) {
    boolean silent = end.isCompleted() || end.isSuperseded();
    boolean isOver = memory != null && said(input).ref().kind() == SegmentKind.FINAL;
    return new Settled<>(
        isOver ? memory.withoutWaiting(said(input).ref()) : memory,
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
        utterance.profileId());
  }

  private static ConversationMemory orEmpty(ConversationMemory memory) {
    return memory == null ? ConversationMemory.EMPTY : memory;
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
