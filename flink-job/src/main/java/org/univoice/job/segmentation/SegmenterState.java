package org.univoice.job.segmentation;

import java.util.Arrays;
import org.univoice.job.stream.QualityMode;

/**
 * What the segmenter remembers of one track between windows. Positions are samples at 16 kHz.
 *
 * @param voiced whether the last window was voiced
 * @param floor audio before it has been handed over, or is too old to be wanted
 * @param windowsStart start of the first remembered window; NONE without any
 * @param openedAt first voiced sample of the open segment; NONE while nobody speaks
 * @param audioFrom start of the open segment's audio
 * @param lastVoiced end of the last voiced window of the open segment
 * @param voicedSincePartial voiced samples since the last partial
 * @param revision of the open segment's last record with audio
 * @param candidateEnd end of the audio of the candidate that is waiting for its verdict; NONE
 *     without one
 * @param energies of the remembered windows
 * @param voicing of the remembered windows
 * @param quality what the session preferred when the open segment began; null while nobody speaks,
 *     and in state that is older than this
 */
public record SegmenterState(
    boolean voiced,
    long floor,
    long windowsStart,
    long openedAt,
    long audioFrom,
    long lastVoiced,
    long voicedSincePartial,
    int revision,
    long candidateEnd,
    float[] energies,
    boolean[] voicing,
    QualityMode quality) {

  static final long NONE = -1;

  public static SegmenterState startingAt(long sample) {
    return quiet(sample);
  }

  static SegmenterState quiet(long floor) {
    return new SegmenterState(
        false, floor, NONE, NONE, NONE, NONE, 0, 0, NONE, new float[0], new boolean[0], null);
  }

  public boolean isOpen() {
    return openedAt != NONE;
  }

  /** What decides about the open segment, from its beginning to its end. */
  public QualityMode mode() {
    return QualityMode.orBalanced(quality);
  }

  boolean hasCandidate() {
    return candidateEnd != NONE;
  }

  SegmenterState heard(long startSample, float energy, boolean isVoiced) {
    int count = energies.length;
    float[] moreEnergies = Arrays.copyOf(energies, count + 1);
    boolean[] moreVoicing = Arrays.copyOf(voicing, count + 1);
    moreEnergies[count] = energy;
    moreVoicing[count] = isVoiced;
    return new SegmenterState(
        isVoiced,
        floor,
        count == 0 ? startSample : windowsStart,
        openedAt,
        audioFrom,
        lastVoiced,
        voicedSincePartial,
        revision,
        candidateEnd,
        moreEnergies,
        moreVoicing,
        quality);
  }

  SegmenterState opened(long firstVoiced, long from, long voicedEnd, QualityMode preferred) {
    return new SegmenterState(
        voiced,
        floor,
        windowsStart,
        firstVoiced,
        from,
        voicedEnd,
        voicedEnd - firstVoiced,
        0,
        NONE,
        energies,
        voicing,
        preferred);
  }

  /** Speech went on until here; a candidate is forgotten. */
  SegmenterState spokenUntil(long voicedEnd, long newlyVoiced) {
    return new SegmenterState(
        voiced,
        floor,
        windowsStart,
        openedAt,
        audioFrom,
        voicedEnd,
        voicedSincePartial + newlyVoiced,
        revision,
        NONE,
        energies,
        voicing,
        quality);
  }

  SegmenterState withPartial() {
    return new SegmenterState(
        voiced,
        floor,
        windowsStart,
        openedAt,
        audioFrom,
        lastVoiced,
        0,
        revision + 1,
        NONE,
        energies,
        voicing,
        quality);
  }

  SegmenterState withCandidate(long audioEnd) {
    return new SegmenterState(
        voiced,
        floor,
        windowsStart,
        openedAt,
        audioFrom,
        lastVoiced,
        0,
        revision + 1,
        audioEnd,
        energies,
        voicing,
        quality);
  }
}
