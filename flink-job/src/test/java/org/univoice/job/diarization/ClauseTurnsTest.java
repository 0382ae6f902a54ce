package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.FINAL;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.segmentation.SegmentKind;

/** Clauses leave before their segment ends; who speaks in the rest is judged by all of it. */
class ClauseTurnsTest extends SharedMicrophone {

  private static final double NEARLY_ALIKE = 0.88;

  @Example
  void shouldTellNearlyAlikeVoicesApartOnceTheyHaveTakenTurnsOverClauses() {
    var windows =
        Stream.of(like(false, 8), like(true, 8), like(false, 8), like(true, 8))
            .flatMap(List::stream)
            .toList();

    var first = assignPart(0, FINAL, windows, 0, 8);
    var second = assignPart(0, FINAL, windows, 8, 16);
    var third = assignPart(0, FINAL, windows, 16, 24);
    var rest = assignPart(0, CANDIDATE, windows, 24, 32);

    assertThat(ids(first)).containsExactly("S1");
    assertThat(ids(second)).as("it may still be one reader").containsExactly("S1");
    assertThat(ids(third)).containsExactly("S1");
    assertThat(ids(rest)).containsExactly("S2");
    assertThat(likeness(roster.speakers()[0], roster.speakers()[1]))
        .as("what was delivered as S1 and was not is not learnt of S1")
        .isLessThan(0.93f);
  }

  @Example
  void shouldGiveNobodyAnIdThatSomebodyElseWasDeliveredWith() {
    var windows = windows(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0);

    assertThat(ids(assignPart(0, FINAL, windows, 0, 10))).containsExactly("S1", "S2");
    assertThat(ids(assignPart(0, CANDIDATE, windows, 10, 15))).containsExactly("S3");
    assertThat(ids(assignPart(0, CANDIDATE, windows, 10, 18))).containsExactly("S3", "S1");
    assertThat(ids(assignPart(0, CANDIDATE, windows, 10, 15))).containsExactly("S3");
    assertThat(roster.nextId()).isEqualTo("S4");
  }

  @Example
  void shouldNotTakeBackANewcomerWhoWasDelivered() {
    speakOne(0, 0);
    var like = IntStream.range(0, 9).mapToObj(i -> heardLike(1, 0, 0.68)).toList();
    var windows = Stream.concat(like.stream(), windows(2, 2, 2, 2, 2, 2, 2, 2).stream()).toList();

    assertThat(ids(assignPart(10_000, FINAL, windows, 0, 9))).containsExactly("S2");
    assertThat(ids(assignPart(10_000, FINAL, windows, 9, 17))).containsExactly("S3");

    assertThat(ids(assign(30_000, FINAL, like))).containsExactly("S2");
  }

  @Example
  void shouldTakeAPartWithoutAVoiceForWhoeverSpokeLast() {
    var windows = windows(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
    assignPart(0, FINAL, windows, 0, 10);

    assertThat(ids(assignPart(0, FINAL, List.of(), 0, 0))).containsExactly("S2");
    assertThat(roster.speakers()).hasSize(2);
  }

  @Example
  void shouldTakeTheFirstVoiceForWhoeverSpokeAClauseBeforeItsVoiceWasKnown() {
    var windows = windows(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);

    assertThat(ids(assignPart(0, FINAL, List.of(), 0, 0))).containsExactly("S1");
    assertThat(ids(assignPart(0, FINAL, windows, 0, 10))).containsExactly("S1", "S2");
  }

  @Example
  void shouldCountASegmentOnceHoweverManyClausesLeaveIt() {
    var windows = windows(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (int from = 0; from < 15; from += 5) {
      assignPart(0, FINAL, windows, from, from + 5);
    }

    assertThat(roster.speakers()[0].profile().utterances()).isEqualTo(1);
  }

  @Example
  void shouldGoOnWithWhatAnEarlierBuildKept() {
    var windows = windows(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assignPart(0, FINAL, windows, 0, 5);
    var kept = roster.turns()[0];
    roster =
        roster.with(
            new Turn(
                kept.track(),
                kept.segmentStartMillis(),
                kept.speaker(),
                kept.previousSpeaker(),
                kept.revision(),
                kept.certain(),
                kept.endMillis(),
                kept.previousEndMillis(),
                kept.before(),
                kept.named(),
                null));

    assertThat(ids(assignPart(0, FINAL, windows, 5, 10))).containsExactly("S1");
    assertThat(roster.speakers()).hasSize(1);
  }

  @Example
  void shouldKeepOneSegmentsWindowsAtMost() {
    for (int segment = 0; segment < 10; segment++) {
      var windows = windows(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      assignPart(segment * 10_000L, FINAL, windows, 0, 5);
      assignPart(segment * 10_000L, FINAL, windows, 5, 10);
    }

    assertThat(HeardTurn.windows(roster.turns()[0].heard())).hasSize(10);
    assertThat(roster.turns()).hasSize(1);
    assertThat(roster.without("t").turns()).isEmpty();
    assignPart(90_000, SegmentKind.CONFIRMED, List.of(), 0, 0);
    assertThat(roster.turns()[0].heard()).isEmpty();
  }

  @Example
  void shouldKeepNoWindowsOfAVoiceThatIsNotTheirsToUseAnyMore() {
    var windows = windows(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
    assignPart(0, FINAL, windows, 0, 5);

    roster = roster.withoutEnrolled("t");

    assertThat(roster.turns()[0].heard()).isEmpty();
    assertThat(ids(assignPart(0, FINAL, windows, 5, 10))).containsExactly("S2");
    assertThat(roster.speakers()).hasSize(2);
  }

  /** How a segment was cut before changes nothing of who is heard in its rest. */
  @Property(tries = 100)
  void hearsTheRestAlikeHoweverItWasCutBefore(
      @ForAll @IntRange(max = 100_000) int seed, @ForAll @IntRange(min = 1, max = 5) int cuts) {
    chance.setSeed(seed);
    speakOne(0, 0);
    speakOne(10_000, 1);
    var known = roster;
    List<float[]> windows = new ArrayList<>();
    int turns = 2 + chance.nextInt(3);
    for (int turn = 0; turn < turns; turn++) {
      int voice = chance.nextInt(4);
      IntStream.range(0, 6 + chance.nextInt(6)).forEach(i -> windows.add(heard(voice)));
    }
    var at = chance.ints(cuts, 1, windows.size() - 4).distinct().sorted().toArray();
    int last = at[at.length - 1];

    var whole = heard(windows, new int[] {});
    roster = known;
    var rest = heard(windows, at);

    long fromMillis = 20_000 + 400L * last + 1_200;
    assertThat(rest.tailMap(fromMillis).keySet()).isEqualTo(whole.tailMap(fromMillis).keySet());
    rest.tailMap(fromMillis)
        .forEach(
            (millis, centroid) ->
                assertThat(VoiceAverage.similarity(centroid, whole.get(millis)))
                    .as("at " + millis)
                    .isGreaterThan(0.999f));
  }

  /** The voice that each word of the last part is of. */
  private TreeMap<Long, float[]> heard(List<float[]> windows, int[] cuts) {
    int from = 0;
    for (int cut : cuts) {
      assignPart(20_000, SegmentKind.FINAL, windows, from, cut);
      from = cut;
    }
    var voices = new TreeMap<Long, float[]>();
    for (SpokenTurn turn : assignPart(20_000, FINAL, windows, from, windows.size())) {
      for (RecognizedWord word : turn.said().words()) {
        voices.put(word.startMillis(), turn.profile().centroid());
      }
    }
    return voices;
  }

  private List<float[]> like(boolean isOther, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> isOther ? heardLike(1, 0, NEARLY_ALIKE) : heard(0))
        .toList();
  }

  private static float likeness(Speaker a, Speaker b) {
    return VoiceAverage.similarity(a.profile().centroid(), b.profile().centroid());
  }
}
