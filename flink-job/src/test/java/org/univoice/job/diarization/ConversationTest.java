package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.FINAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.WindowPrint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

/**
 * Several people on one microphone. Each window is a voice and noise, as alike as windows of
 * recordings are: 0.70 for one voice, and nothing for two.
 */
class ConversationTest {

  private static final long HOUR = 3_600_000;
  private static final double LIKE_ITSELF = 0.70;

  private final SpeakerAssigner assigner = new SpeakerAssigner(DiarizationConfig.standard());
  private final Random chance = new Random(7);
  private SpeakerRoster roster = SpeakerRoster.EMPTY;

  @Test
  void shouldSplitASegmentWhereSomebodyElseBeginsToSpeak() {
    var turns = speak(FINAL, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);

    assertThat(turns).extracting(SpokenTurn::speaker).containsExactly("S1", "S2");
    assertThat(turns.get(1).said().ref().startMillis()).isBetween(3_000L, 4_000L);
    assertThat(turns).extracting(turn -> turn.said().text().isBlank()).containsOnly(false);
  }

  @Test
  void shouldKeepTenPeopleApartForAnHour() {
    for (int round = 0; round < 3; round++) {
      for (int voice = 0; voice < 10; voice++) {
        long at = round * HOUR / 2 + voice * 10_000L;
        assertThat(ids(speakOne(at, voice))).containsExactly("S" + (voice + 1));
      }
    }
    assertThat(roster.speakers()).hasSize(10);
  }

  @Test
  void shouldRecogniseWhoReturnsAfterAnHour() {
    speakOne(0, 0);
    speakOne(10_000, 1);

    assertThat(ids(speakOne(HOUR, 0))).containsExactly("S1");
  }

  @Test
  void shouldGiveTheWordsOfTwoWhoNeverStopOverlappingToTheDominantOne() {
    speakOne(0, 0);
    speakOne(10_000, 1);
    speakOne(20_000, 0);
    speakOne(30_000, 1);

    for (int i = 0; i < 20; i++) {
      long at = 40_000 + i * 10_000L;
      var turns = assign(at, FINAL, IntStream.range(0, 12).mapToObj(w -> mixed(0, 1)).toList());
      assertThat(turns).extracting(SpokenTurn::speaker).isSubsetOf("S1", "S2");
      assertThat(turns).extracting(SpokenTurn::overlapped).containsOnly(true);
    }
    assertThat(roster.speakers()).hasSize(2);
  }

  @Test
  void shouldTakeOnePersonOfManyMoodsForOne() {
    for (int i = 0; i < 30; i++) {
      float mood = 0.45f * (float) Math.sin(i);
      List<float[]> windows = new ArrayList<>();
      for (int w = 0; w < 8; w++) {
        float[] heard = heard(0);
        heard[100] += mood;
        windows.add(VoiceAverage.normalised(heard));
      }
      assertThat(ids(assign(i * 10_000L, FINAL, windows))).containsExactly("S1");
    }
  }

  @Test
  void shouldTakeBackEverybodyThatARevisionDidNotHear() {
    speakOne(0, 0);
    assertThat(ids(assign(10_000, CANDIDATE, windows(1, 1, 1, 1, 1, 2, 2, 2, 2, 2))))
        .containsExactly("S2", "S3");

    assertThat(ids(assign(10_000, CANDIDATE, windows(2, 2, 2, 2, 2, 2)))).containsExactly("S2");
    assertThat(roster.speakers()).hasSize(2);
  }

  @Test
  void shouldCallAPersonWithTwoIdsByTheOlderFromThenOn() {
    speakOne(0, 0);
    speakOne(10_000, 1);
    var twice = new Speaker("S3", "t", profile(roster.speakers()[1].profile(), 3));
    roster =
        roster
            .with(roster.speakers()[1].withProfile(profile(roster.speakers()[1].profile(), 3)))
            .withNew(twice);

    assertThat(ids(speakOne(20_000, 1))).containsExactly("S2");
    assertThat(roster.canonical("S3")).isEqualTo("S2");
    assertThat(roster.speaker("S3")).isEqualTo(roster.speaker("S2"));
    assertThat(ids(speakOne(30_000, 2))).containsExactly("S4");
  }

  @Test
  void shouldNotLetSomebodyElsesSentencePoisonAProfile() {
    for (int i = 0; i < 3; i++) {
      speakOne(i * 10_000L, 0);
    }
    var before = roster.speakers()[0].profile();
    var strangers = IntStream.range(0, 2).mapToObj(w -> heard(1)).toList();

    assign(40_000, FINAL, strangers.subList(0, 1));

    assertThat(roster.speakers()[0].profile()).isEqualTo(before);
  }

  @Property(tries = 50)
  void variesLessWithEveryUtterance(@ForAll @IntRange(max = 10_000) int seed) {
    chance.setSeed(seed);
    VoiceProfile profile = null;
    List<Float> variances = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      profile = VoiceAverage.with(profile, print(List.of(heard(0))), 1_200);
      variances.add(profile.variance());
    }
    assertThat(variances.get(7)).isLessThan(variances.get(2) * 0.8f);
    assertThat(variances.get(63)).isLessThan(variances.get(7) / 2);
    assertThat(VoiceAverage.similarity(profile.centroid(), Voices.voice(0))).isGreaterThan(0.97f);
  }

  @Property(tries = 30)
  void hearsTheSameWhateverWasGuessedInBetween(@ForAll @IntRange(max = 1_000) int seed) {
    chance.setSeed(seed);
    List<List<float[]>> said = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int first = chance.nextInt(4);
      int second = chance.nextInt(4);
      said.add(windows(first, first, first, first, first, second, second, second, second, second));
    }
    List<String> plain = heardAs(said, false);

    assertThat(heardAs(said, true)).isEqualTo(plain);
  }

  /** With or without partials and candidates that are heard before, each cut somewhere else. */
  private List<String> heardAs(List<List<float[]>> said, boolean guesses) {
    roster = SpeakerRoster.EMPTY;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      long at = i * 10_000L;
      if (guesses) {
        assign(at, SegmentKind.PARTIAL, said.get(i).subList(0, 2));
        assign(at, CANDIDATE, said.get(i).subList(0, 4 + i % 3));
        assign(at, SegmentKind.WITHDRAWN, List.of());
      }
      ids.addAll(ids(assign(at, FINAL, said.get(i))));
    }
    // Ids that only a candidate gave away stay taken; who is who does not depend on them.
    var order = ids.stream().distinct().toList();
    return ids.stream().map(id -> "P" + order.indexOf(id)).toList();
  }

  private static VoiceProfile profile(VoiceProfile of, int utterances) {
    return new VoiceProfile(
        of.centroid(), 5, 0.2f, new float[] {1, 2}, -20, 4, utterances, 0.3f, 20_000, null);
  }

  private List<SpokenTurn> speakOne(long atMillis, int voice) {
    return assign(atMillis, FINAL, IntStream.range(0, 10).mapToObj(i -> heard(voice)).toList());
  }

  private List<SpokenTurn> speak(SegmentKind kind, long atMillis, int... voices) {
    return assign(atMillis, kind, windows(voices));
  }

  private List<float[]> windows(int... voices) {
    return IntStream.of(voices).mapToObj(this::heard).toList();
  }

  private static List<String> ids(List<SpokenTurn> turns) {
    return turns.stream().map(SpokenTurn::speaker).toList();
  }

  private List<SpokenTurn> assign(long atMillis, SegmentKind kind, List<float[]> windows) {
    var assigned = assigner.assign(roster, segment(atMillis, kind, windows));
    roster = assigned.roster();
    return assigned.turns();
  }

  private RecognizedSegment segment(long atMillis, SegmentKind kind, List<float[]> windows) {
    long endMillis = atMillis + 800 + 400L * windows.size();
    List<RecognizedWord> words = new ArrayList<>();
    for (long at = atMillis; at + 300 <= endMillis; at += 400) {
      words.add(new RecognizedWord("word" + words.size(), at, at + 300, 0.9f));
    }
    var text = String.join(" ", words.stream().map(RecognizedWord::text).toList());
    var ref = new SegmentRef("s", "t", atMillis, endMillis, 1, kind, LatencyMarks.NONE);
    var print = windows.isEmpty() ? null : print(atMillis, windows);
    return new RecognizedSegment(
        ref, "en", text, words.toArray(RecognizedWord[]::new), 0.9f, null, print, null);
  }

  private static Voiceprint print(List<float[]> windows) {
    return print(0, windows);
  }

  private static Voiceprint print(long atMillis, List<float[]> embeddings) {
    WindowPrint[] windows = new WindowPrint[embeddings.size()];
    for (int i = 0; i < windows.length; i++) {
      long at = atMillis + 400L * i;
      windows[i] =
          new WindowPrint(
              at, at + 1_200, embeddings.get(i), 0.6f, 5, 0.2f, -20, 4, 900, new float[] {1, 2});
    }
    var members = IntStream.range(0, windows.length).boxed().toList();
    return new Voiceprint(
        VoiceAverage.mean(windows, members),
        5,
        0.2f,
        0.6f,
        new float[] {1, 2},
        -20,
        6,
        4,
        null,
        windows);
  }

  private float[] heard(int voice) {
    return noisy(Voices.voice(voice));
  }

  private float[] mixed(int a, int b) {
    float[] both = Voices.voice(a);
    both[b] = 0.95f;
    return noisy(VoiceAverage.normalised(both));
  }

  private float[] noisy(float[] voice) {
    double noise = Math.sqrt((1 - LIKE_ITSELF) / LIKE_ITSELF / voice.length);
    float[] heard = voice.clone();
    for (int i = 0; i < heard.length; i++) {
      heard[i] += (float) (noise * chance.nextGaussian());
    }
    return VoiceAverage.normalised(heard);
  }
}
