package org.univoice.job.diarization;

/**
 * Finds speakers of a track that turned out to be one person: both voices are known well, and they
 * are one.
 */
final class SpeakerAliases {

  /** A centroid of fewer utterances may still be far from its voice. */
  static final int KNOWN_WELL_UTTERANCES = 3;

  private SpeakerAliases() {}

  /**
   * @param duplicate likeness of two profiles from which they are one voice
   */
  static SpeakerRoster merged(SpeakerRoster roster, String track, float duplicate) {
    var here = roster.onTrack(track);
    for (int younger = here.length - 1; younger > 0; younger--) {
      for (int older = 0; older < younger; older++) {
        if (isOne(here[older], here[younger], duplicate)) {
          return merged(roster.merged(here[older], here[younger]), track, duplicate);
        }
      }
    }
    return roster;
  }

  private static boolean isOne(Speaker a, Speaker b, float duplicate) {
    return isKnownWell(a.profile())
        && isKnownWell(b.profile())
        && !(a.isEnrolled() && b.isEnrolled())
        && likeness(a.profile(), b.profile()) >= duplicate;
  }

  private static float likeness(VoiceProfile a, VoiceProfile b) {
    return Likeness.of(a.centroid(), a.attenuation(), b.centroid(), b.attenuation());
  }

  private static boolean isKnownWell(VoiceProfile profile) {
    return profile != null && profile.utterances() >= KNOWN_WELL_UTTERANCES;
  }
}
