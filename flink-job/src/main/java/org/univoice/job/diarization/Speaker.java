package org.univoice.job.diarization;

/**
 * Somebody who has spoken in the session.
 *
 * @param id "S1", "S2", …
 * @param track whose microphone
 * @param profile null until a voiceprint could be had
 * @param profileId of the enrolled voice that this is; null for nobody's
 */
public record Speaker(String id, String track, VoiceProfile profile, String profileId) {

  Speaker(String id, String track, VoiceProfile profile) {
    this(id, track, profile, null);
  }

  Speaker withProfile(VoiceProfile newProfile) {
    return new Speaker(id, track, newProfile, profileId);
  }

  Speaker enrolledAs(String newProfileId, VoiceProfile known) {
    return new Speaker(id, track, known, newProfileId);
  }

  /** Nothing is known of the voice any more. */
  Speaker forgotten() {
    return new Speaker(id, track, null, null);
  }

  boolean isEnrolled() {
    return profileId != null;
  }
}
