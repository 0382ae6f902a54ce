package org.univoice.job.translation;

import org.univoice.job.diarization.Utterance;

/** An utterance wanted in one language. */
public record TargetedUtterance(Utterance utterance, String target) {

  /** Conversation memory is kept per session and target language. */
  public String conversationKey() {
    return utterance.recognized().ref().session() + "/" + target;
  }
}
