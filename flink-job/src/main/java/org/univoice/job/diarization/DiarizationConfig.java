package org.univoice.job.diarization;

import java.io.Serializable;

/**
 * When two utterances are of one speaker.
 *
 * @param fusion what each kind of evidence weighs
 * @param shortMillis speech shorter than this makes nobody known and teaches nothing of a voice
 * @param speakersPerTrack most speakers told apart on one microphone
 * @param idleMillis processing time without anything after which a session is forgotten
 */
public record DiarizationConfig(
    FusionConfig fusion, long shortMillis, int speakersPerTrack, long idleMillis)
    implements Serializable {

  public DiarizationConfig {
    if (shortMillis < 0 || speakersPerTrack < 1 || idleMillis < 1) {
      throw new IllegalArgumentException(
          "need shortMillis >= 0, speakersPerTrack >= 1, idleMillis >= 1");
    }
  }

  public static DiarizationConfig standard() {
    return new DiarizationConfig(FusionConfig.standard(), 1_600, 10, 7_200_000);
  }
}
