package org.univoice.job.prosody;

/**
 * What the sound of an utterance says of its speaker's feelings, against how they usually speak.
 *
 * @param arousal from calm to excited
 * @param dominance from yielding to commanding
 * @param valence from unpleasant to pleasant
 */
public record Emotion(Value arousal, Value dominance, Value valence) {

  /** Where a value would have to be invented. */
  public static final String NOT_DERIVABLE = "not derivable";

  /**
   * @param value 0 to 1, 0.5 as always; NaN where it is not derivable
   * @param source "derived:" and what from, or {@link #NOT_DERIVABLE}
   */
  public record Value(float value, String source) {

    static final Value UNKNOWN = new Value(Float.NaN, NOT_DERIVABLE);

    public boolean isDerived() {
      return !Float.isNaN(value);
    }
  }
}
