package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class EmphasizedWordsTest {

  @Test
  void shouldFindAStressedWordInTheTextWithoutItsMarks() {
    assertThat(texts("No, I \"never\" said that.", word("No,"), word("I"), stressed("\"never\"")))
        .containsExactly("never");
  }

  @Test
  void shouldFindTheSecondOfTwoEqualWords() {
    var said = said("very, very good", word("very,"), stressed("very"), word("good"));

    assertThat(said.emphasized()).containsExactly(new TextRange(6, 10));
  }

  @Test
  void shouldFindNoPlaceOfAWordThatIsNotInTheText() {
    assertThat(texts("I paid ***", word("I"), word("paid"), stressed("1234"))).isEmpty();
  }

  @Test
  void shouldFindNothingInASegmentWithoutWords() {
    assertThat(said("hello", (RecognizedWord[]) null).emphasized()).isEmpty();
  }

  @Test
  void shouldStayStressedWhereverItIsPutOnTheTrack() {
    RecognizedWord word = stressed("never").later(500).within(0, 700).saying("***");

    assertThat(word.emphasized()).isTrue();
  }

  private static List<String> texts(String text, RecognizedWord... words) {
    return said(text, words).emphasized().stream()
        .map(one -> text.substring(one.start(), one.end()))
        .toList();
  }

  private static RecognizedSegment said(String text, RecognizedWord... words) {
    var ref = new SegmentRef("s", "t", 0, 900, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    return new RecognizedSegment(ref, "en", text, words, 0.9f, null, null, null);
  }

  private static RecognizedWord word(String text) {
    return new RecognizedWord(text, 0, 100, 0.9f);
  }

  private static RecognizedWord stressed(String text) {
    return new RecognizedWord(text, 0, 100, 0.9f, true);
  }
}
