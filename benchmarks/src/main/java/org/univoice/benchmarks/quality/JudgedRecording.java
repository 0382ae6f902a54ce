package org.univoice.benchmarks.quality;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A recording with what is known to be true of it; empty where nothing is known.
 *
 * @param set the folder it lies in, by name
 * @param audio the file
 * @param language primary subtag of the transcript; empty without one
 * @param transcript null when nobody wrote down what is said; blank when nobody says anything
 * @param rttm who speaks when; null when nobody wrote it down
 * @param translations what it means, by primary subtag
 * @param tags its row of {@code tags.tsv}, by column
 * @param sentences what is said when; empty when nobody wrote it down
 */
public record JudgedRecording(
    String set,
    String name,
    Path audio,
    String language,
    String transcript,
    Path rttm,
    Map<String, String> translations,
    Map<String, String> tags,
    List<SpokenSentence> sentences) {

  private static final String CLEAN = "none";

  /** Session, and name in every file that is written about it. */
  public String id() {
    return set + "/" + name;
  }

  /** What the job is told of the speaker's language: a BCP 47 tag or "auto". */
  public String speaks() {
    String told = tags.getOrDefault("speaks", language);
    return told.isEmpty() ? "auto" : told;
  }

  /** Whether every word that is heard in it is a phantom. */
  public boolean isStill() {
    return transcript != null && transcript.isBlank();
  }

  /** Whether it belongs to a comparison with and without noise. */
  public boolean isOfNoise() {
    return !isStill() && !tags.getOrDefault("noise", "").isEmpty();
  }

  /** Whether it is known of a language which sentence of it belongs to which that is said. */
  public boolean isTranslatedBySentence() {
    return !sentences.isEmpty()
        && translations.values().stream()
            .anyMatch(text -> text.lines().count() == sentences.size());
  }

  /** Whether words are to be right although something else is heard. */
  public boolean isNoisy() {
    return isOfNoise() && !tags.get("noise").equals(CLEAN);
  }
}
