package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.Prosody;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class WordRateTest {

  @Test
  void shouldCountTheWordsOfTheTimeFromTheFirstToTheLast() {
    assertThat(rate(word("We", 5_000, 5_200), word("have", 5_300, 5_600), word("it", 5_800, 6_000)))
        .isEqualTo(180f);
  }

  @Test
  void shouldLeaveOutWhatSomebodyElseSaidBetween() {
    var before = new RecognizedWord[] {word("Are", 0, 400), word("you", 400, 1_000)};
    var after = new RecognizedWord[] {word("all", 9_000, 9_300), word("there", 9_300, 10_000)};

    assertThat(WordRate.perMinute(List.of(before, after))).isEqualTo(120f);
  }

  @Test
  void shouldSayNothingOfTwoWordsOrOfWordsWithoutTimes() {
    assertThat(rate(word("Thank", 0, 200), word("you", 200, 500))).isNaN();
    assertThat(rate(word("a", 0, 0), word("b", 0, 0), word("c", 0, 0))).isNaN();
    assertThat(WordRate.perMinute(List.of())).isNaN();
  }

  @Test
  void shouldReachTheUtteranceAndTheSpeakersProfile() {
    var ref = new SegmentRef("s", "t", 0, 4_000, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    var moves = new Prosody(4.6f, 5.2f, 900, Float.NaN, new float[] {5, 5});
    var print =
        new Voiceprint(
            Voices.of("1998").get(0), 5, 0.2f, 0.8f, new float[] {1}, -20, 3, 4, moves, null);
    var words =
        new RecognizedWord[] {
          word("We", 500, 900), word("have", 900, 1_400), word("time", 1_500, 2_500)
        };
    var said = new RecognizedSegment(ref, "en", "We have time", words, 0.9f, null, print, null);

    var assigned =
        new SpeakerAssigner(DiarizationConfig.standard()).assign(SpeakerRoster.EMPTY, said);

    var turn = assigned.turns().get(0);
    assertThat(turn.said().voiceprint().prosody().wordsPerMinute()).isCloseTo(90f, within(0.1f));
    assertThat(turn.profile().prosody().wordsPerMinute()).isCloseTo(90f, within(0.1f));
  }

  private static float rate(RecognizedWord... words) {
    return WordRate.perMinute(List.<RecognizedWord[]>of(words));
  }

  private static RecognizedWord word(String text, long startMillis, long endMillis) {
    return new RecognizedWord(text, startMillis, endMillis, 0.9f);
  }
}
