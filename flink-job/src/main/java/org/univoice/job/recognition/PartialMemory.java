package org.univoice.job.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words of a segment that is still being spoken. A word is committed once two successive
 * hypotheses agree on it and on everything before it: LocalAgreement-2 of Macháček, Dabre and
 * Bojar, "Turning Whisper into Real-Time Transcription System", 2023. Committed words never change.
 *
 * @param segmentStartMillis which segment this is about
 * @param before committed words whose audio is no longer asked about
 * @param windowFromMillis where the audio that is asked about begins, on the track's timeline
 * @param committed committed words in that audio
 * @param tail what the last hypothesis had after them
 * @param language of the hypotheses, primary subtag; null before the first
 * @param stable how many of the committed words, those before the window included, are shown as
 *     stable: what is said for good will have them, too
 */
public record PartialMemory(
    long segmentStartMillis,
    String before,
    long windowFromMillis,
    String[] committed,
    String[] tail,
    int stable,
    String language) {

  private static final String SENTENCE_END = ".!?。？！";

  static PartialMemory of(long segmentStartMillis, long windowFromMillis) {
    return new PartialMemory(
        segmentStartMillis, "", windowFromMillis, new String[0], new String[0], 0, null);
  }

  /**
   * What follows a clause that was cut off.
   *
   * @param shown words of it that were shown as stable
   * @param heard all of it, as last heard
   */
  static PartialMemory of(
      long segmentStartMillis, String[] shown, String[] heard, String language) {
    int from = Math.min(shown.length, heard.length);
    String[] tail = Arrays.copyOfRange(heard, from, heard.length);
    return new PartialMemory(
        segmentStartMillis, "", segmentStartMillis, shown, tail, shown.length, language);
  }

  String text() {
    String inWindow = String.join(" ", committed);
    return before.isEmpty() || inWindow.isEmpty() ? before + inWindow : before + " " + inWindow;
  }

  /**
   * The committed words and, after them, what the last hypothesis had: the words heard just now.
   */
  String heard() {
    String newest = String.join(" ", tail);
    return text().isEmpty() || newest.isEmpty() ? text() + newest : text() + " " + newest;
  }

  /** The same before a hypothesis in a language: words of another one say nothing about it. */
  PartialMemory in(String heardLanguage) {
    boolean isOther = language != null && !language.equals(heardLanguage);
    return new PartialMemory(
        segmentStartMillis,
        isOther ? "" : before,
        windowFromMillis,
        isOther ? new String[0] : committed,
        isOther ? new String[0] : tail,
        isOther ? 0 : stable,
        heardLanguage);
  }

  /** The words that are shown as stable. */
  String[] stableWords() {
    String[] all = text().isEmpty() ? new String[0] : text().split(" ");
    return Arrays.copyOf(all, Math.min(stable, all.length));
  }

  /** Those that a final begins with: words of another language than the final's were misheard. */
  String[] stableIn(Recognizer.Recognition heard) {
    boolean isOther =
        !heard.text().isBlank()
            && language != null
            && !language.equals(LanguageTag.primary(heard.language()));
    return isOther ? new String[0] : stableWords();
  }

  /** How many characters of {@link #heard()} are stable; a mark behind the last word is not. */
  int stableCharacters() {
    String shown = String.join(" ", stableWords());
    int end = shown.length();
    while (end > 0 && !Character.isLetterOrDigit(shown.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** How many committed words there are whose audio is no longer asked about. */
  int wordsBefore() {
    return before.isEmpty() ? 0 : before.split(" ").length;
  }

  /** More words are stable: those that are heard again, one after another, without a doubt. */
  PartialMemory sure(String[] hypothesis, float[] confidences, float limit) {
    int offset = wordsBefore();
    int at = stable;
    while (at >= offset
        && at - offset < Math.min(committed.length, Math.min(hypothesis.length, confidences.length))
        && confidences[at - offset] >= limit
        && bare(committed[at - offset]).equals(bare(hypothesis[at - offset]))) {
      at++;
    }
    return new PartialMemory(
        segmentStartMillis, before, windowFromMillis, committed, tail, at, language);
  }

  PartialMemory agree(String[] hypothesis) {
    int saidAgain = new WordAlignment(committed, hypothesis).end();
    String[] rest = Arrays.copyOfRange(hypothesis, saidAgain, hypothesis.length);
    int agreed = 0;
    while (agreed < Math.min(tail.length, rest.length)
        && bare(tail[agreed]).equals(bare(rest[agreed]))) {
      agreed++;
    }
    List<String> words = new ArrayList<>(List.of(committed));
    words.addAll(List.of(rest).subList(0, agreed));
    return new PartialMemory(
        segmentStartMillis,
        before,
        windowFromMillis,
        words.toArray(String[]::new),
        Arrays.copyOfRange(rest, agreed, rest.length),
        stable,
        language);
  }

  /**
   * Stops asking about the audio up to the last committed sentence, or the last committed word but
   * one when no sentence has ended.
   *
   * @param words of the last hypothesis, times relative to the window
   */
  PartialMemory trimmed(RecognizedWord[] words) {
    int usable = Math.min(committed.length, words.length);
    int count = usable;
    while (count > 0 && !endsSentence(words[count - 1].text())) {
      count--;
    }
    count = count > 0 ? count : usable - 1;
    if (count <= 0 || !bare(words[count - 1].text()).equals(bare(committed[count - 1]))) {
      return this;
    }
    var rest = Arrays.copyOfRange(committed, count, committed.length);
    var gone = String.join(" ", Arrays.copyOfRange(committed, 0, count));
    return new PartialMemory(
        segmentStartMillis,
        before.isEmpty() ? gone : before + " " + gone,
        windowFromMillis + words[count - 1].endMillis(),
        rest,
        tail,
        stable,
        language);
  }

  private static boolean endsSentence(String word) {
    return !word.isEmpty() && SENTENCE_END.indexOf(word.charAt(word.length() - 1)) >= 0;
  }

  static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
