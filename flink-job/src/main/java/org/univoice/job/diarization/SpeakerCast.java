package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.diarization.SpeakerChanges.Voice;
import org.univoice.job.stream.EnrolledVoice;

/**
 * Who may be speaking on a track, and how much speaks for each before anything is heard: who spoke
 * last, how long ago, how many there are, and whose microphone it is.
 *
 * @param speakers the track's, in order of appearance; null at the end for the owner of the
 *     enrolled voice, who has not spoken yet
 * @param voices of the same
 */
record SpeakerCast(List<Speaker> speakers, List<Voice> voices) {

  static SpeakerCast of(
      SegmentScene scene, long startMillis, EnrolledVoice enrolled, FusionConfig fusion) {
    var here = scene.roster().onTrack(scene.base().track());
    long silence = Math.max(0, startMillis - scene.previousEndMillis());
    double left = Math.pow(0.5, (double) silence / fusion.continuityHalfMillis());
    List<Speaker> speakers = new ArrayList<>(Arrays.asList(here));
    List<Voice> voices = new ArrayList<>();
    for (Speaker speaker : here) {
      float before = here.length == 1 ? fusion.alone() : 0;
      before += speaker.id().equals(scene.previous()) ? (float) (fusion.continuity() * left) : 0;
      before += speaker.isEnrolled() ? fusion.enrolled() : 0;
      var profile = speaker.profile();
      voices.add(
          profile == null
              ? new Voice(null, 1, before)
              : new Voice(profile.centroid(), profile.attenuation(), before));
    }
    if (enrolled != null && Arrays.stream(here).noneMatch(Speaker::isEnrolled)) {
      speakers.add(null);
      // The microphone is theirs: whoever speaks first is, unless the voice is clearly another.
      float before = here.length == 0 ? fusion.continuity() : -fusion.continuity();
      var known = VoiceAverage.of(enrolled);
      voices.add(new Voice(known.centroid(), known.attenuation(), before));
    }
    return new SpeakerCast(speakers, voices);
  }

  /** Whether a voice is of nobody who has spoken. */
  boolean isNew(int voice) {
    return voice < 0 || voice >= speakers.size() || speakers.get(voice) == null;
  }

  /** Whether it is the enrolled one. */
  boolean isOwner(int voice) {
    return voice >= 0 && voice < speakers.size() && speakers.get(voice) == null;
  }

  /** Who it is when there is nothing to hear: the likeliest; -1 for somebody new. */
  int likeliest() {
    int best = -1;
    for (int i = 0; i < voices.size(); i++) {
      boolean isLikelier = best < 0 || voices.get(i).before() > voices.get(best).before();
      best = isLikelier ? i : best;
    }
    return best;
  }
}
