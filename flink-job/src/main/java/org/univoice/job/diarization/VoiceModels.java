package org.univoice.job.diarization;

import java.util.Arrays;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.stream.EnrolledVoice;

/**
 * Embeddings of two models, or of two versions of one, have nothing to do with each other: a cosine
 * between them says nothing. So what another model made is left out of every comparison; what made
 * a voiceprint is not always known, and then it counts as before.
 */
final class VoiceModels {

  private VoiceModels() {}

  static boolean isKnown(String model) {
    return model != null && !model.isEmpty();
  }

  /** Null when it does not compare with what is heard, or is null. */
  static EnrolledVoice comparable(EnrolledVoice enrolled, Voiceprint heard) {
    return enrolled != null && compare(enrolled.model(), heard) ? enrolled : null;
  }

  /** Speakers keep their ids; a profile of another model is learnt anew. */
  static SpeakerRoster comparable(SpeakerRoster roster, Voiceprint heard) {
    boolean isAll =
        Arrays.stream(roster.speakers())
            .allMatch(one -> one.profile() == null || compare(one.profile().model(), heard));
    if (isAll) {
      return roster;
    }
    var speakers =
        Arrays.stream(roster.speakers())
            .map(
                one ->
                    one.profile() == null || compare(one.profile().model(), heard)
                        ? one
                        : one.withProfile(null))
            .toArray(Speaker[]::new);
    return new SpeakerRoster(speakers, roster.turns(), roster.named(), roster.aliases());
  }

  private static boolean compare(String model, Voiceprint heard) {
    return heard == null
        || !isKnown(model)
        || !isKnown(heard.model())
        || model.equals(heard.model());
  }
}
