package org.univoice.job.stream;

/**
 * What a session wants of recognition. Small enough to travel with every segment.
 *
 * @param vocabulary words that are probable in it, such as names
 * @param masksProfanity whether swear words are masked
 * @param redactsPersonalData whether addresses, numbers of cards and the like are masked
 */
public record RecognitionOptions(
    String[] vocabulary, boolean masksProfanity, boolean redactsPersonalData) {

  /** As many as the recognizer takes. */
  public static final int MOST_WORDS = 200;

  /** Characters, as a glossary's terms. */
  public static final int LONGEST_WORD = 100;

  public static final RecognitionOptions NONE = new RecognitionOptions(new String[0], false, false);
}
