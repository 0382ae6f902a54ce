package org.univoice.gateway.user;

/** What is done only with consent. */
public enum ConsentKind {
  /** A voice profile is made and kept, and speech is made in the user's voice. */
  VOICE_CLONING,
  /** What is said in a session is kept as audio. */
  RECORDING,
  /** A profile goes on learning from sessions. */
  ADAPTIVE_VOICE,
  /** Data leave their region. */
  CROSS_REGION_TRANSFER
}
