package org.univoice.job.amazon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Recognizer.Guess;
import org.univoice.job.recognition.Recognizer.Recognition;
import software.amazon.awssdk.services.transcribestreaming.model.Alternative;
import software.amazon.awssdk.services.transcribestreaming.model.Item;
import software.amazon.awssdk.services.transcribestreaming.model.ItemType;
import software.amazon.awssdk.services.transcribestreaming.model.Result;

/**
 * What Transcribe has said of one stretch of speech so far. A result comes again under its id,
 * longer each time, until it is final.
 */
final class Transcript {

  /**
   * For words that came without one, as partials may: neither flagged as doubtful (under 0.8) nor
   * more than that.
   */
  private static final float UNSTATED_CONFIDENCE = 0.8f;

  private static final double MILLIS = 1_000;

  private final boolean wantsWords;
  private final Map<String, Result> results = new LinkedHashMap<>();
  private boolean heard;
  private String language;
  private float languageProbability;
  private Guess[] guesses = {};

  /**
   * @param dialect that was asked for; empty when Transcribe is to identify it
   */
  Transcript(String dialect, boolean wantsWords) {
    this.wantsWords = wantsWords;
    this.language = dialect.isEmpty() ? "" : Dialects.language(dialect);
    this.languageProbability = dialect.isEmpty() ? 0 : 1;
  }

  void hear(software.amazon.awssdk.services.transcribestreaming.model.Transcript news) {
    heard = true;
    for (Result result : news.results()) {
      results.put(result.resultId(), result);
      // Sorted by nobody's promise; the best one is what Transcribe goes on with.
      Guess[] heardNow =
          result.languageIdentification().stream()
              .filter(guess -> guess.score() != null)
              .map(
                  guess ->
                      new Guess(
                          Dialects.language(guess.languageCodeAsString()),
                          share(guess.score().floatValue())))
              .sorted((a, b) -> Float.compare(b.probability(), a.probability()))
              .toArray(Guess[]::new);
      if (heardNow.length > 0) {
        guesses = heardNow;
        language = heardNow[0].language();
        languageProbability = heardNow[0].probability();
      }
    }
  }

  /** Up to where in the audio there are words, ms. */
  long reachedMillis() {
    return results.values().stream().mapToLong(result -> millis(result.endTime())).max().orElse(0);
  }

  /**
   * Whether it can be all that there is at the end of a stream: Transcribe speaks up even where
   * nobody does, and makes every result final.
   */
  boolean isWhole() {
    return heard
        && results.values().stream().noneMatch(result -> Boolean.TRUE.equals(result.isPartial()));
  }

  Recognition recognition() {
    List<String> texts = new ArrayList<>();
    List<RecognizedWord> words = new ArrayList<>();
    for (Result result : results.values()) {
      if (!result.alternatives().isEmpty()) {
        Alternative best = result.alternatives().get(0);
        if (best.transcript() != null && !best.transcript().isBlank()) {
          texts.add(best.transcript().strip());
        }
        best.items().forEach(item -> add(item, words));
      }
    }
    float confidence =
        (float) words.stream().mapToDouble(RecognizedWord::confidence).average().orElse(0);
    String text = String.join(" ", texts);
    float sure = text.isEmpty() ? 0 : words.isEmpty() ? UNSTATED_CONFIDENCE : confidence;
    return new Recognition(
        text,
        language,
        languageProbability,
        sure,
        // Transcribe states none: it writes nothing where it hears nobody.
        text.isEmpty() ? 1 : 0,
        wantsWords ? words.toArray(RecognizedWord[]::new) : new RecognizedWord[0],
        sure,
        Float.NaN,
        guesses,
        each(words));
  }

  private static float[] each(List<RecognizedWord> words) {
    float[] each = new float[words.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = words.get(i).confidence();
    }
    return each;
  }

  /** A punctuation mark belongs to the word before it. */
  private static void add(Item item, List<RecognizedWord> words) {
    if (item.type() == ItemType.PUNCTUATION) {
      if (!words.isEmpty()) {
        RecognizedWord last = words.remove(words.size() - 1);
        words.add(
            new RecognizedWord(
                last.text() + item.content(),
                last.startMillis(),
                last.endMillis(),
                last.confidence()));
      }
      return;
    }
    long startMillis = millis(item.startTime());
    words.add(
        new RecognizedWord(
            item.content(),
            startMillis,
            Math.max(startMillis, millis(item.endTime())),
            item.confidence() == null
                ? UNSTATED_CONFIDENCE
                : share(item.confidence().floatValue())));
  }

  private static float share(float value) {
    return Math.max(0, Math.min(1, value));
  }

  private static long millis(Double seconds) {
    return seconds == null ? 0 : Math.round(seconds * MILLIS);
  }
}
