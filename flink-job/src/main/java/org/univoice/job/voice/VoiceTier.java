package org.univoice.job.voice;

/** How near synthesized speech is to the speaker's own voice. */
public enum VoiceTier {
  CLONED,
  SIMILAR,
  STANDARD,
  /** Captions only. */
  NONE;

  /** The tier to try when this one failed; nothing comes after captions. */
  public VoiceTier lower() {
    return switch (this) {
      case CLONED -> SIMILAR;
      case SIMILAR -> STANDARD;
      case STANDARD, NONE -> NONE;
    };
  }
}
