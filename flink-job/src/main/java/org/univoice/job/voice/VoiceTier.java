package org.univoice.job.voice;

/** How near synthesized speech is to the speaker's own voice. */
public enum VoiceTier {
  CLONED,
  SIMILAR,
  STANDARD,
  /** Captions only. */
  NONE
}
