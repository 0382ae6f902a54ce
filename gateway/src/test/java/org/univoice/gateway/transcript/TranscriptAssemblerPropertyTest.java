package org.univoice.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Segment;

class TranscriptAssemblerPropertyTest {
  private static final List<String> LANGUAGES = List.of("pt", "de");

  /**
   * Listeners have copies of their own, a restarted job sends again, threads overtake each other.
   */
  @Property(tries = 200)
  void theTranscriptIsTheSameInWhateverOrderAndHoweverOftenItIsDelivered(
      @ForAll @IntRange(min = 1, max = 12) int segments, @ForAll long seed) {
    List<DeliveryBody> said = said(segments);
    Random random = new Random(seed);
    List<DeliveryBody> mixed = new ArrayList<>(said);
    for (int i = 0; i < said.size(); i++) {
      mixed.add(said.get(random.nextInt(said.size())));
    }
    Collections.shuffle(mixed, random);

    assertThat(kept(mixed)).isEqualTo(kept(said)).hasSize(segments * 3);
  }

  @Property(tries = 50)
  void nothingIsGivenOutTwice(@ForAll @IntRange(min = 1, max = 12) int segments) {
    TranscriptAssembler assembler = assembler();
    said(segments).forEach(assembler::take);
    said(segments).forEach(body -> assertThat(assembler.take(body)).isEmpty());
  }

  @Example
  void shouldKeepTextTimesAndLatencyOfEachLanguage() {
    assertThat(kept(said(1)))
        .containsExactly(
            row("Hello 0", "", "", 0.9, 0),
            row("Hello 0", "de", "de 0", 0.8, 1_001),
            row("Hello 0", "pt", "pt 0", 0.8, 1_000));
  }

  @Example
  void shouldKeepATranslationOfWhichNoCaptionCame() {
    Segment segment = Deliveries.segment("t", 0);
    assertThat(kept(List.of(Deliveries.translation(segment, "pt", "Olá"))))
        .containsExactly(row("", "pt", "Olá", 0.8, 0));
  }

  @Example
  void shouldKeepThatSomebodyElseSpokeAtTheSameTimeAlsoWithTheTranslation() {
    Segment segment = Deliveries.segment("t", 0);
    var caption =
        new DeliveryBody.Caption(segment, true, "en", "Hello", 0.9f, false, List.of(), 0, true);
    var rows = kept(List.of(Deliveries.translation(segment, "pt", "Olá"), caption));

    assertThat(rows).hasSize(2).allMatch(TranslationSegment::overlapped);
    assertThat(rows)
        .allMatch(row -> SaidSegments.segment("s", SaidSegments.event(row)).equals(row));
    assertThat(
            Transcript.of("s", java.time.Instant.EPOCH, java.util.Map.of(), List.copyOf(rows))
                .segments())
        .singleElement()
        .matches(Transcript.Said::overlapped);
  }

  @Example
  void shouldTakeNoPartialCaption() {
    assertThat(kept(List.of(Deliveries.partial(Deliveries.segment("t", 0), "Hel")))).isEmpty();
  }

  private static TranslationSegment row(
      String source, String language, String text, double confidence, long latency) {
    return new TranslationSegment(
        "s",
        "t:0",
        source,
        text,
        "en",
        language,
        "S1",
        "t",
        0,
        800,
        confidence,
        latency,
        java.time.Instant.ofEpochMilli(5_000),
        false);
  }

  private static List<DeliveryBody> said(int segments) {
    List<DeliveryBody> said = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      Segment segment = Deliveries.segment("t", i * 1_000L);
      said.add(Deliveries.partial(segment, "Hel"));
      said.add(Deliveries.caption(segment, "Hello " + i));
      for (String language : LANGUAGES) {
        said.add(Deliveries.translation(segment, language, language + " " + i));
        said.add(Deliveries.latency(segment, language, 1_000 + i + LANGUAGES.indexOf(language)));
      }
    }
    return said;
  }

  private static TranscriptAssembler assembler() {
    return new TranscriptAssembler("s", segment -> 5_000 + segment.startMillis());
  }

  private static List<TranslationSegment> kept(List<DeliveryBody> bodies) {
    TranscriptAssembler assembler = assembler();
    SegmentStore store = new MemorySegmentStore();
    bodies.forEach(body -> store.put(assembler.take(body)));
    return store.ofSession("s");
  }
}
