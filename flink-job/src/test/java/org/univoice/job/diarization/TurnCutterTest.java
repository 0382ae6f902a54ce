package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.job.diarization.SpeakerChanges.Stretch;
import org.univoice.job.diarization.TurnCutter.Share;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.WindowPrint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class TurnCutterTest {

  private static final long START = 10_000;
  private static final Stretch ANA = new Stretch(0, 0, 5, false);
  private static final Stretch BOB = new Stretch(1, 5, 10, true);

  /** The windows change hands at 3 s; the silence is at 3.2 s. */
  private final RecognizedSegment asked =
      said(
          "Are you there? Yes, I am.",
          null,
          word("Are", 0, 800),
          word("you", 900, 1_800),
          word("there?", 1_900, 3_200),
          word("Yes,", 3_600, 4_000),
          word("I", 4_100, 4_400),
          word("am.", 4_450, 5_000));

  @Test
  void shouldCutAtTheSilenceBetweenWordsNearestToTheChange() {
    List<Share> shares = TurnCutter.cut(asked, windows(10), List.of(ANA, BOB));

    assertThat(shares)
        .extracting(share -> share.said().text())
        .containsExactly("Are you there?", "Yes, I am.");
    assertThat(shares).extracting(Share::voice).containsExactly(0, 1);
    assertThat(shares).extracting(Share::overlapped).containsExactly(false, true);
  }

  @Test
  void shouldNameEachPartByItsOwnTimes() {
    var parts = TurnCutter.cut(asked, windows(10), List.of(ANA, BOB));

    var first = parts.get(0).said().ref();
    var second = parts.get(1).said().ref();
    assertThat(first.segmentId()).isEqualTo("t:10000");
    assertThat(first.endMillis()).isEqualTo(START + 3_200);
    assertThat(second.segmentId()).isEqualTo("t:13600");
    assertThat(second.wholeId()).isEqualTo("t:10000");
    assertThat(second.endMillis()).isEqualTo(START + 5_000);
  }

  @Test
  void shouldLeaveASegmentOfOneVoiceAsItIs() {
    var shares = TurnCutter.cut(asked, windows(10), List.of(new Stretch(0, 0, 10, false)));

    assertThat(shares).hasSize(1);
    assertThat(shares.get(0).said()).isSameAs(asked);
  }

  @Test
  void shouldMakeNoTurnOfWhatHasNoWords() {
    var cough = new Stretch(1, 2, 3, false);
    var shares =
        TurnCutter.cut(
            said("Hello.", null, word("Hello.", 0, 500)),
            windows(10),
            List.of(new Stretch(0, 0, 2, false), cough, new Stretch(0, 3, 10, false)));

    assertThat(shares).extracting(Share::voice).containsExactly(0);
  }

  @Test
  void shouldGiveAGistToTheDominantVoice() {
    var segment = said(asked.text(), "a gist", asked.words());
    var longer = new Stretch(1, 3, 10, false);

    var shares = TurnCutter.cut(segment, windows(10), List.of(new Stretch(0, 0, 3, false), longer));

    assertThat(shares).extracting(Share::voice).containsExactly(1);
    assertThat(shares.get(0).said().gist()).isEqualTo("a gist");
  }

  @Test
  void shouldWriteTheWordsThatTheTextDoesNotHave() {
    var segment = said("something else", null, asked.words());

    assertThat(TurnCutter.cut(segment, windows(10), List.of(ANA, BOB)))
        .extracting(share -> share.said().text())
        .containsExactly("Are you there?", "Yes, I am.");
  }

  /** Middles at 0.6, 1.1, … s, so that the fifth changes to the sixth at 2.85 s. */
  private static WindowPrint[] windows(int count) {
    WindowPrint[] windows = new WindowPrint[count];
    for (int i = 0; i < count; i++) {
      long at = START + 500L * i;
      windows[i] =
          new WindowPrint(at, at + 1_200, Voices.voice(i < 5 ? 0 : 1), 1, 5, 0, -20, 4, 900, null);
    }
    return windows;
  }

  private static RecognizedWord word(String text, long from, long to) {
    return new RecognizedWord(text, START + from, START + to, 0.9f);
  }

  private static RecognizedSegment said(String text, String gist, RecognizedWord... words) {
    var ref =
        new SegmentRef("s", "t", START, START + 5_000, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    return new RecognizedSegment(ref, "en", text, words, 0.9f, gist, null, null);
  }
}
