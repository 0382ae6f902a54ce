package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.FINAL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest extends SharedMicrophone {

  private static final long HOUR = 3_600_000;

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

  private static VoiceProfile profile(VoiceProfile of, int utterances) {
    return new VoiceProfile(
        of.centroid(), 5, 0.2f, new float[] {1, 2}, -20, 4, utterances, 0.3f, 20_000, null);
  }
}
