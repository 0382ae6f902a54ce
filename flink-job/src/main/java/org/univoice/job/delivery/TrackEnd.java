package org.univoice.job.delivery;

import java.util.Arrays;

/**
 * Which ways the end-of-track marker has come by. A track is finished for a language when
 * everything said on it has come by all three: as captions, as translation, as speech.
 *
 * @param targets languages that somebody wanted; null while the captions' marker has not come
 * @param translated languages whose translations are complete
 * @param spoken languages whose speech is complete
 * @param told languages whose listeners have been told; "" stands for the speaker
 */
public record TrackEnd(
    String track, String[] targets, String[] translated, String[] spoken, String[] told) {

  private static final String[] NONE = {};

  static TrackEnd of(String track) {
    return new TrackEnd(track, null, NONE, NONE, NONE);
  }

  TrackEnd captioned(String[] wanted) {
    return new TrackEnd(track, wanted, translated, spoken, told);
  }

  TrackEnd translated(String language) {
    return new TrackEnd(track, targets, with(translated, language), spoken, told);
  }

  TrackEnd spoken(String language) {
    return new TrackEnd(track, targets, translated, with(spoken, language), told);
  }

  TrackEnd told(String language) {
    return new TrackEnd(track, targets, translated, spoken, with(told, language));
  }

  boolean isCompleteFor(String language) {
    return targets != null && has(translated, language) && has(spoken, language);
  }

  boolean isComplete() {
    return targets != null && Arrays.stream(targets).allMatch(this::isCompleteFor);
  }

  boolean wasTold(String language) {
    return has(told, language);
  }

  private static boolean has(String[] languages, String language) {
    return Arrays.asList(languages).contains(language);
  }

  private static String[] with(String[] languages, String language) {
    if (has(languages, language)) {
      return languages;
    }
    String[] more = Arrays.copyOf(languages, languages.length + 1);
    more[languages.length] = language;
    return more;
  }
}
