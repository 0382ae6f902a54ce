package org.univoice.job.recognition;

import java.util.ArrayList;
import java.util.List;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.segmentation.SegmentRef;

/**
 * A segment with what was said in it and what the voice sounds like.
 *
 * @param language primary language subtag, "en"; empty when nothing was recognised
 * @param text empty when there were no words in it
 * @param words only for candidates and finals
 * @param confidence 0 to 1
 * @param gist English gist by the recognizer itself, for languages no translator serves; else null
 * @param voiceprint null for partials, markers, and when it could not be had
 * @param failure why there are no words although there should be; null when all went well
 * @param stableCharacters of a partial's text that what is said for good begins with, but for marks
 *     and capitals
 * @param goesOn whether it is a clause whose sentence goes on in the next part of its segment
 */
public record RecognizedSegment(
    SegmentRef ref,
    String language,
    String text,
    RecognizedWord[] words,
    float confidence,
    String gist,
    Voiceprint voiceprint,
    String failure,
    int stableCharacters,
    boolean goesOn) {

  /** Neither a partial nor a clause. */
  public RecognizedSegment(
      SegmentRef ref,
      String language,
      String text,
      RecognizedWord[] words,
      float confidence,
      String gist,
      Voiceprint voiceprint,
      String failure) {
    this(ref, language, text, words, confidence, gist, voiceprint, failure, 0, false);
  }

  /** Under this a segment is flagged as unsure. */
  public static final float LOW_CONFIDENCE = 0.8f;

  /** What was said in a part of it; gist and voiceprint are of the whole and stay behind. */
  public RecognizedSegment part(
      long fromMillis, long toMillis, String itsText, RecognizedWord[] itsWords) {
    return new RecognizedSegment(
        ref.part(fromMillis, toMillis),
        language,
        itsText,
        itsWords,
        confidence,
        null,
        null,
        failure,
        0,
        goesOn && toMillis == ref.endMillis());
  }

  /**
   * Where in the text the words are that stand out; a word that is not found there has no place.
   */
  public List<TextRange> emphasized() {
    List<TextRange> found = new ArrayList<>();
    int at = 0;
    for (RecognizedWord word : words == null ? new RecognizedWord[0] : words) {
      String said = word.text().strip();
      int place = text.indexOf(said, at);
      if (said.isEmpty() || place < 0) {
        continue;
      }
      at = place + said.length();
      TextRange bare = new TextRange(place, at).bare(text);
      if (word.emphasized() && !bare.isEmpty()) {
        found.add(bare);
      }
    }
    return found;
  }

  /** The same words, with what their voice sounds like. */
  public RecognizedSegment with(Voiceprint newVoiceprint) {
    return new RecognizedSegment(
        ref,
        language,
        text,
        words,
        confidence,
        gist,
        newVoiceprint,
        failure,
        stableCharacters,
        goesOn);
  }

  /** The same, as a clause of a sentence that goes on or not. */
  RecognizedSegment goingOn(boolean itDoes) {
    return new RecognizedSegment(
        ref,
        language,
        text,
        words,
        confidence,
        gist,
        voiceprint,
        failure,
        stableCharacters,
        itDoes);
  }
}
