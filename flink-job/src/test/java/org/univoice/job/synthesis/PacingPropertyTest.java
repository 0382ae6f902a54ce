package org.univoice.job.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.univoice.job.pacing.SpeechPacer;
import org.univoice.job.synthesis.SimulatedTalk.Heard;
import org.univoice.job.synthesis.SimulatedTalk.Machine;
import org.univoice.job.synthesis.SimulatedTalk.Said;

/** Half an hour without a pause, on simulated time. */
class PacingPropertyTest {

  private static final int MINUTES = 30;

  /** Utterances differ in length, and so does the lag from one minute to the next. */
  private static final double SPREAD_MILLIS = 4_000;

  /** Two utterances of the longest kind. */
  private static final long LONGEST_LAG_MILLIS = 30_000;

  @Property(tries = 60)
  void shouldNotFallBehindATalkerWhoseTranslationTakesUpToAFifthLonger(
      @ForAll @DoubleRange(min = 0.7, max = 1.2) double ratio, @ForAll long seed) {
    List<Heard> heard = hear("pt", ratio, seed, Machine.FREE);

    assertThat(meanLag(heard, 20, 30)).isLessThan(meanLag(heard, 2, 12) + SPREAD_MILLIS / 2);
    assertThat(heard.stream().mapToLong(Heard::lagMillis).max().orElseThrow())
        .isLessThan(LONGEST_LAG_MILLIS);
  }

  /** Nothing is left out, so it must: but no faster than what haste cannot make up. */
  @Property(tries = 30)
  void shouldFallBehindByNoMoreThanHasteCannotMakeUp(
      @ForAll @DoubleRange(min = 1.25, max = 2) double ratio, @ForAll long seed) {
    List<Heard> heard = hear("pt", ratio, seed, Machine.FREE);

    double share = ratio / SpeechPacer.MAX_SPEED - 1;
    assertThat(meanLag(heard, 29, 31)).isLessThan(LONGEST_LAG_MILLIS + share * MINUTES * 60_000);
  }

  @Property(tries = 30)
  void shouldCatchUpInPauses(@ForAll @DoubleRange(min = 1.3, max = 2) double ratio) {
    List<Said> talk = new ArrayList<>(ContinuousTalker.talk(5, ratio, "pt", new Random(7)));
    long end = talk.get(talk.size() - 1).endMillis();
    long untilMillis =
        new SimulatedTalk("pt", Machine.FREE).hear(talk).get(talk.size() - 1).untilMillis();
    for (long at = end + 20_000; at < untilMillis + 60_000; at += 20_000) {
      talk.add(new Said(at, at + 1_000, "olá a todos"));
    }

    List<Heard> heard = new SimulatedTalk("pt", Machine.FREE).hear(talk);

    Heard last = heard.get(heard.size() - 1);
    assertThat(last.speed()).isEqualTo(1);
    assertThat(last.lagMillis()).isLessThan(2_500);
  }

  @Property(tries = 30)
  void shouldNeverBeSlowerThanItsOwnPaceNorFasterThanIsNatural(
      @ForAll @DoubleRange(min = 0.5, max = 3) double ratio, @ForAll long seed) {
    for (Heard one : hear("fr", ratio, seed, Machine.FREE)) {
      assertThat(one.speed()).isBetween(1f, SpeechPacer.MAX_SPEED);
      assertThat(one.pauses()).isBetween(SpeechPacer.MIN_PAUSES, 1f);
    }
  }

  /** Two tracks, or two languages of one track, each have a memory of their own. */
  @Example
  void shouldPaceEachLanguageByItself() {
    List<Heard> slow = hear("pt", 1.2, 3, Machine.FREE);
    List<Heard> fast = hear("en", 0.8, 3, Machine.FREE);

    assertThat(slow.stream().anyMatch(one -> one.speed() > 1.15)).isTrue();
    assertThat(meanLag(fast, 2, 30)).isLessThan(meanLag(slow, 2, 30));
    assertThat(meanLag(slow, 20, 30)).isLessThan(meanLag(slow, 2, 12) + SPREAD_MILLIS / 2);
    assertThat(meanLag(fast, 20, 30)).isLessThan(meanLag(fast, 2, 12) + SPREAD_MILLIS / 2);
  }

  private static List<Heard> hear(String language, double ratio, long seed, Machine machine) {
    return new SimulatedTalk(language, machine)
        .hear(ContinuousTalker.talk(MINUTES, ratio, language, new Random(seed)));
  }

  private static double meanLag(List<Heard> heard, int fromMinute, int toMinute) {
    return heard.stream()
        .filter(one -> one.said().endMillis() >= fromMinute * 60_000L)
        .filter(one -> one.said().endMillis() < toMinute * 60_000L)
        .mapToLong(Heard::lagMillis)
        .average()
        .orElseThrow();
  }
}
