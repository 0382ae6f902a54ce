package org.univoice.gateway.user;

import java.util.Set;

/** What is done with somebody's data, with the consents that it needs, all of them. */
public enum Activity {
  /** Makes, keeps or changes a profile of a voice. */
  KEEP_VOICE_PROFILE("keep a profile of your voice", ConsentKind.VOICE_CLONING),
  /** Gives the profile to the models, so that translations sound like the speaker. */
  SPEAK_IN_OWN_VOICE("speak in a voice like yours", ConsentKind.VOICE_CLONING),
  /** Lets a profile go on learning from what is said in sessions. */
  LEARN_VOICE_FROM_SESSIONS(
      "learn your voice from sessions", ConsentKind.VOICE_CLONING, ConsentKind.ADAPTIVE_VOICE),
  /** Keeps what is said in a session as audio. */
  RECORD_SPEECH("record what you say", ConsentKind.RECORDING),
  /** Stores or processes data in another region than the user's. */
  MOVE_DATA_ABROAD("move your data to another region", ConsentKind.CROSS_REGION_TRANSFER);

  private final String words;
  private final Set<ConsentKind> needs;

  Activity(String words, ConsentKind... needs) {
    this.words = words;
    this.needs = Set.of(needs);
  }

  /** What it is, after "to". */
  public String words() {
    return words;
  }

  public Set<ConsentKind> needs() {
    return needs;
  }
}
