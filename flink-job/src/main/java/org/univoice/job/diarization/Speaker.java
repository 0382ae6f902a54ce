package org.univoice.job.diarization;

/**
 * Somebody who has spoken in the session.
 *
 * @param id "S1", "S2", …
 * @param track whose microphone
 * @param profile null until a voiceprint could be had
 */
public record Speaker(String id, String track, VoiceProfile profile) {

  Speaker withProfile(VoiceProfile newProfile) {
    return new Speaker(id, track, newProfile);
  }
}
