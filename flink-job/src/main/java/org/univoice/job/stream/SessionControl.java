package org.univoice.job.stream;

import org.univoice.job.glossary.SessionGlossary;

/**
 * Something other than audio that happened to a track. Fields that a kind does not need are empty.
 *
 * @param speaks BCP 47 tag, "auto", or empty for a participant that only listens (OPENED)
 * @param hears BCP 47 tag, or empty for a participant that only speaks (OPENED)
 * @param lastSequence highest delivery sequence the participant has (ATTACHED, ACKNOWLEDGED)
 * @param atMillis when it happened, milliseconds since the epoch
 * @param voice the participant's own; null when none is known, or not any more (OPENED)
 * @param glossary of the session; null: as before (OPENED)
 * @param recognition what the session wants of it; null: as before (OPENED)
 * @param style what the session wants of its translations; null: as before (OPENED)
 * @param quality what the session prefers; null: as before (OPENED)
 * @param ownTranslations whether translations of what is said here come here as well (OPENED)
 */
public record SessionControl(
    Kind kind,
    String speaks,
    String hears,
    long lastSequence,
    long atMillis,
    EnrolledVoice voice,
    SessionGlossary glossary,
    RecognitionOptions recognition,
    TranslationStyle style,
    QualityMode quality,
    boolean ownTranslations) {

  /** Preferring what it did before, without what others hear of it. */
  public SessionControl(
      Kind kind,
      String speaks,
      String hears,
      long lastSequence,
      long atMillis,
      EnrolledVoice voice,
      SessionGlossary glossary,
      RecognitionOptions recognition,
      TranslationStyle style) {
    this(
        kind,
        speaks,
        hears,
        lastSequence,
        atMillis,
        voice,
        glossary,
        recognition,
        style,
        null,
        false);
  }

  /** With the style of translations as before. */
  public SessionControl(
      Kind kind,
      String speaks,
      String hears,
      long lastSequence,
      long atMillis,
      EnrolledVoice voice,
      SessionGlossary glossary,
      RecognitionOptions recognition) {
    this(kind, speaks, hears, lastSequence, atMillis, voice, glossary, recognition, null);
  }

  /** With recognition as before. */
  public SessionControl(
      Kind kind,
      String speaks,
      String hears,
      long lastSequence,
      long atMillis,
      EnrolledVoice voice,
      SessionGlossary glossary) {
    this(kind, speaks, hears, lastSequence, atMillis, voice, glossary, null);
  }

  /** Of nobody whose voice is known, with the glossary as before. */
  public SessionControl(Kind kind, String speaks, String hears, long lastSequence, long atMillis) {
    this(kind, speaks, hears, lastSequence, atMillis, null, null);
  }

  /** The control records of the stream, one for one. */
  public enum Kind {
    OPENED,
    ENDED,
    PAUSED,
    RESUMED,
    ATTACHED,
    ACKNOWLEDGED,
    LEFT
  }
}
