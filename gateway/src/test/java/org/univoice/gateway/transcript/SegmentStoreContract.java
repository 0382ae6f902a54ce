package org.univoice.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of segments does. */
public abstract class SegmentStoreContract {
  protected static final Instant SAID = Instant.parse("2030-05-01T10:00:00.123Z");

  protected final String session = UUID.randomUUID().toString();
  protected SegmentStore store;

  protected abstract SegmentStore store();

  @BeforeEach
  void open() {
    store = store();
  }

  @Test
  void shouldKeepEveryLanguageOfASegment() {
    TranslationSegment said = segment("t:0", "", "", 0);
    TranslationSegment portuguese = segment("t:0", "pt", "Olá", 0);
    TranslationSegment german = segment("t:0", "de", "Hallo #1 & <b>", 0);
    store.put(List.of(portuguese, german, said));
    assertThat(store.ofSession(session)).containsExactly(said, german, portuguese);
  }

  @Test
  void shouldGiveSegmentsInTheOrderInWhichTheyWereSaid() {
    TranslationSegment first = segment("t:900", "", "", 0);
    TranslationSegment second = segment("a:100", "", "", 5);
    store.put(List.of(second));
    store.put(List.of(first));
    assertThat(store.ofSession(session)).containsExactly(first, second);
  }

  @Test
  void shouldReplaceTheSameSegmentAlsoWithinOneCall() {
    TranslationSegment early = segment("t:0", "pt", "Ola", 0);
    TranslationSegment late = segment("t:0", "pt", "Olá!", 0);
    store.put(List.of(early));
    store.put(List.of(early, late));
    store.put(List.of(late));
    assertThat(store.ofSession(session)).containsExactly(late);
  }

  @Test
  void shouldTakeMoreThanOneRequestHolds() {
    List<TranslationSegment> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(segment("t:" + i, i % 2 == 0 ? "" : "pt", "x".repeat(500), i));
    }
    store.put(many);
    assertThat(store.ofSession(session)).containsExactlyElementsOf(many);
    store.deleteSession(session);
    assertThat(store.ofSession(session)).isEmpty();
  }

  @Test
  void shouldForgetWhatOneParticipantSaidAndNothingElse() {
    TranslationSegment said = segment("t:0", "", "", 0);
    TranslationSegment translated = segment("t:0", "pt", "Olá", 0);
    TranslationSegment others = other("u:0");
    store.put(List.of(said, translated, others));

    store.deleteParticipant(session, said.participantId());
    store.deleteParticipant("another", others.participantId());

    assertThat(store.ofSession(session)).containsExactly(others);
  }

  @Test
  void shouldKnowNothingOfAnotherSession() {
    store.put(List.of(segment("t:0", "", "", 0)));
    store.put(List.of());
    assertThat(store.ofSession("another")).isEmpty();
    store.deleteSession("another");
    assertThat(store.ofSession(session)).hasSize(1);
  }

  private TranslationSegment other(String id) {
    TranslationSegment ours = segment(id, "", "", 9);
    return new TranslationSegment(
        ours.sessionId(),
        id,
        ours.sourceText(),
        ours.translatedText(),
        ours.sourceLanguage(),
        ours.targetLanguage(),
        "S2",
        "u",
        ours.startMillis(),
        ours.endMillis(),
        ours.confidence(),
        ours.latencyMillis(),
        ours.saidAt(),
        false);
  }

  protected TranslationSegment segment(String id, String language, String text, long second) {
    return new TranslationSegment(
        session,
        id,
        "Hello",
        text,
        "en",
        language,
        "S1",
        "t",
        100,
        1_250,
        0.875,
        910,
        SAID.plusSeconds(second),
        true);
  }
}
