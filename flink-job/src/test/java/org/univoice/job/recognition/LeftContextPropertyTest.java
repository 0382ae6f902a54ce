package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;

/**
 * Words of 300 ms with 100 ms between them, cut anywhere between two, and told by the recognizer up
 * to 300 ms too early or too late.
 */
class LeftContextPropertyTest {
  private static final long EACH_MILLIS = 400;
  private static final long WORD_MILLIS = 300;

  @Property
  void saysEveryWordOnceWhereverSpeechIsCut(
      @ForAll("words") List<String> words, @ForAll Random chance) {
    var segment = segment(words.size());
    List<String> said = new ArrayList<>();
    ClauseCut cut = null;
    int from = 0;
    for (int to = 1; to <= words.size(); to++) {
      if (to < words.size() && chance.nextInt(3) > 0) {
        continue;
      }
      var context = ClauseCut.context(cut, segment);
      var heard = recognition(words, chance.nextInt(601) - 300);
      var rest = context.isNothing() ? heard : context.rest(heard);
      var clause = context(words.subList(from, to)).said(rest);
      said.addAll(List.of(clause.tokens()));
      cut = new ClauseCut(0, to * EACH_MILLIS - 50).after(cut, segment, clause.tokens());
      from = to;
    }

    assertThat(said).isEqualTo(words);
  }

  @Property
  void goesByTimesWhereTheContextIsMisheard(
      @ForAll("words") List<String> words, @ForAll @IntRange(min = 0, max = 3) int more) {
    var context = context(words);
    List<String> heard = new ArrayList<>();
    words.forEach(word -> heard.add("xyz"));
    List<String> rest = List.of("ab", "cde", "ab", "f").subList(0, more);
    heard.addAll(rest);

    assertThat(context.rest(recognition(heard, 0)).tokens()).containsExactlyElementsOf(rest);
  }

  @Property
  void takesAWordThatIsHeardAsTwoForOne(@ForAll("words") List<String> words) {
    var context = context(words);
    List<String> heard = new ArrayList<>();
    words.forEach(word -> heard.addAll(List.of(word.substring(0, 1), word.substring(1))));
    heard.removeIf(String::isEmpty);
    heard.add("ends");
    var untimed = new Recognition(String.join(" ", heard), "en", 1, 0.9f, 0, new RecognizedWord[0]);

    assertThat(context.rest(untimed).text()).isEqualTo("ends");
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of("a", "no", "ab", "abc", "then", "faith")
        .list()
        .ofMinSize(1)
        .ofMaxSize(24);
  }

  private static Recognition recognition(List<String> words, long offMillis) {
    var timed = new RecognizedWord[words.size()];
    for (int i = 0; i < timed.length; i++) {
      long startMillis = Math.max(0, i * EACH_MILLIS + offMillis);
      timed[i] = new RecognizedWord(words.get(i), startMillis, startMillis + WORD_MILLIS, 0.9f);
    }
    return new Recognition(String.join(" ", words), "en", 1, 0.9f, 0, timed);
  }

  private static LeftContext context(List<String> words) {
    byte[] pcm = new byte[(int) (words.size() * EACH_MILLIS - 50) * SpeechSegment.BYTES_PER_MILLI];
    return new LeftContext(pcm, words.toArray(String[]::new));
  }

  private static SpeechSegment segment(int words) {
    long millis = words * EACH_MILLIS;
    var ref = new SegmentRef("s", "t", 0, millis, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    return new SpeechSegment(ref, "en", 0, new byte[(int) millis * SpeechSegment.BYTES_PER_MILLI]);
  }
}
