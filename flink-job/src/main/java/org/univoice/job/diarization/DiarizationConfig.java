package org.univoice.job.diarization;

import java.io.Serializable;

/**
 * When two utterances are of one speaker. Similarities are cosines of GE2E embeddings: 0.85 within
 * a speaker and 0.52 between speakers on average, 0.72 where both errors are equal.
 *
 * @param sameSpeaker similarity from which an utterance belongs to a speaker of its track
 * @param differentSpeaker similarity under which an utterance on a track with one speaker so far is
 *     somebody else: a microphone usually has one speaker, so the evidence must be clear. On 2 s of
 *     five LibriSpeech speakers 0.62 takes no speaker for another and 7 % of others for the same
 * @param shortMillis utterances shorter than this say too little and follow the last speaker
 * @param speakersPerTrack most speakers told apart on one microphone
 * @param idleMillis processing time without anything after which a session is forgotten
 */
public record DiarizationConfig(
    float sameSpeaker,
    float differentSpeaker,
    long shortMillis,
    int speakersPerTrack,
    long idleMillis)
    implements Serializable {

  public DiarizationConfig {
    if (!(0 < differentSpeaker && differentSpeaker <= sameSpeaker && sameSpeaker < 1)) {
      throw new IllegalArgumentException("need 0 < differentSpeaker <= sameSpeaker < 1");
    }
    if (shortMillis < 0 || speakersPerTrack < 1 || idleMillis < 1) {
      throw new IllegalArgumentException(
          "need shortMillis >= 0, speakersPerTrack >= 1, idleMillis >= 1");
    }
  }

  public static DiarizationConfig standard() {
    return new DiarizationConfig(0.72f, 0.62f, 1_600, 6, 7_200_000);
  }
}
