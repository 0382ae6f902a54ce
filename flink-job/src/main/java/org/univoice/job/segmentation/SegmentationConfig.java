package org.univoice.job.segmentation;

import java.io.Serializable;

/**
 * When speech begins, pauses and ends. All times are on the track's own timeline, in milliseconds.
 *
 * @param openProbability voice probability at which a quiet window counts as voiced, 0 to 1
 * @param keepProbability probability under which a voiced stretch stops, 0 to 1; lower than {@code
 *     openProbability} so that a stretch does not flicker
 * @param minSpeechMillis unbroken voice that opens a segment; a click is shorter
 * @param preRollMillis audio kept before the first voiced window: soft onsets are heard late
 * @param partialMillis new speech between two partials
 * @param speculate whether candidates are cut inside the pause
 * @param candidateMillis silence after which a candidate is cut; the audio handed over ends here
 * @param pauseMillis silence that must be exceeded for the pause to be certain
 * @param longMillis from this length of audio on a shorter pause is certain
 * @param quickMillis the same where speed is preferred
 * @param longPauseMillis the silence that must then be exceeded
 * @param maxMillis longest audio of a segment
 * @param softMaxMillis from this length on the first good dip ends the segment
 * @param dipMillis shortest dip that is good enough
 * @param searchMillis how far back the quietest point is looked for when there was no dip
 * @param stallMillis event time without a chunk after which an open segment is closed
 * @param idleMillis processing time without anything after which a track counts as ended
 */
public record SegmentationConfig(
    float openProbability,
    float keepProbability,
    long minSpeechMillis,
    long preRollMillis,
    long partialMillis,
    boolean speculate,
    long candidateMillis,
    long pauseMillis,
    long longMillis,
    long quickMillis,
    long longPauseMillis,
    long maxMillis,
    long softMaxMillis,
    long dipMillis,
    long searchMillis,
    long stallMillis,
    long idleMillis)
    implements Serializable {

  public SegmentationConfig {
    require(
        0 < keepProbability && keepProbability <= openProbability && openProbability < 1,
        "need 0 < keepProbability <= openProbability < 1");
    require(minSpeechMillis > 0 && preRollMillis >= 0, "need minSpeech > 0 and preRoll >= 0");
    require(partialMillis > 0, "need partialMillis > 0");
    require(
        0 < candidateMillis && candidateMillis < pauseMillis,
        "need 0 < candidateMillis < pauseMillis");
    require(0 < dipMillis && dipMillis <= candidateMillis, "need 0 < dipMillis <= candidateMillis");
    require(
        candidateMillis < longPauseMillis && longPauseMillis <= pauseMillis,
        "need candidateMillis < longPauseMillis <= pauseMillis");
    require(
        pauseMillis < longMillis && longMillis <= softMaxMillis && softMaxMillis <= maxMillis,
        "need pauseMillis < longMillis <= softMaxMillis <= maxMillis");
    require(0 <= quickMillis && quickMillis <= longMillis, "need 0 <= quickMillis <= longMillis");
    require(
        0 < searchMillis && searchMillis <= maxMillis / 2,
        "need 0 < searchMillis <= maxMillis / 2");
    require(stallMillis > pauseMillis, "need stallMillis > pauseMillis");
    require(idleMillis > stallMillis, "need idleMillis > stallMillis");
  }

  /** The values of the product; the reasons are in docs/policies/segmentation.md. */
  public static SegmentationConfig standard() {
    return new SegmentationConfig(
        0.5f, 0.35f, 128, 400, 500, true, 200, 500, 6_500, 2_500, 300, 15_000, 12_000, 120, 3_000,
        700, 7_200_000);
  }

  public SegmentationConfig withSpeculation(boolean wanted) {
    return new SegmentationConfig(
        openProbability,
        keepProbability,
        minSpeechMillis,
        preRollMillis,
        partialMillis,
        wanted,
        candidateMillis,
        pauseMillis,
        longMillis,
        quickMillis,
        longPauseMillis,
        maxMillis,
        softMaxMillis,
        dipMillis,
        searchMillis,
        stallMillis,
        idleMillis);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
