package org.univoice.job.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.univoice.job.pacing.SpeakingRate;
import org.univoice.job.synthesis.SimulatedTalk.Said;

/** Somebody who never pauses longer than it takes to breathe. */
public final class ContinuousTalker {

  private static final int SHORTEST_MILLIS = 1_500;
  private static final int LONGEST_MILLIS = 12_000;
  private static final int BREATH_MILLIS = 400;
  private static final int CLAUSE_CHARACTERS = 45;

  private ContinuousTalker() {}

  /**
   * @param ratio how long the translations sound at their own pace, against the time that it took
   *     to say what they translate, breath included
   */
  public static List<Said> talk(int minutes, double ratio, String language, Random chance) {
    List<Said> talk = new ArrayList<>();
    long at = 0;
    while (at < minutes * 60_000L) {
      long length = SHORTEST_MILLIS + chance.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
      talk.add(new Said(at, at + length, text(ratio * (length + BREATH_MILLIS), language)));
      at += length + BREATH_MILLIS;
    }
    return talk;
  }

  /** Clauses that together sound about so long, their pauses included. */
  private static String text(double millis, String language) {
    StringBuilder text = new StringBuilder();
    while (SpeakingRate.durationMillis(text.toString(), language) + pauses(text) < millis) {
      text.append(text.length() % (CLAUSE_CHARACTERS + 2) == CLAUSE_CHARACTERS ? ", " : "a");
    }
    return text.toString();
  }

  private static double pauses(CharSequence text) {
    return 130.0 * (text.length() / (CLAUSE_CHARACTERS + 2));
  }
}
