package org.univoice.job.segmentation;

/** What a segment says about itself. */
public enum SegmentKind {
  /** Speech goes on: for live captions only. */
  PARTIAL,
  /** About 200 ms of silence: worked on inside the pause, kept back until it is confirmed. */
  CANDIDATE,
  /** The pause is certain: the candidate of this revision is final. Carries no audio. */
  CONFIRMED,
  /** Speech went on: forget the candidate of this revision. Carries no audio. */
  WITHDRAWN,
  /** Final without a candidate before it: cut for length, or the track ended or paused. */
  FINAL,
  /** Nothing more comes on this track. Carries no audio; follows everything else of the track. */
  TRACK_ENDED;

  /** Whether words are translated and spoken for it. */
  public boolean isSpoken() {
    return this == CANDIDATE || this == FINAL;
  }

  /** Whether it only says something about the track or about an earlier revision. */
  public boolean isMarker() {
    return this == CONFIRMED || this == WITHDRAWN || this == TRACK_ENDED;
  }
}
