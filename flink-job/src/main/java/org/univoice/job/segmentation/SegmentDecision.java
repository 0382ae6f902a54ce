package org.univoice.job.segmentation;

/**
 * What the segmenter wants sent on. Positions are samples at 16 kHz on the track.
 *
 * @param firstVoiced names the segment
 * @param lastVoiced end of its last voiced window
 * @param audioFrom first sample of its audio; equal to {@code audioTo} for verdicts
 * @param audioTo first sample after its audio
 */
record SegmentDecision(
    SegmentKind kind,
    int revision,
    long firstVoiced,
    long lastVoiced,
    long audioFrom,
    long audioTo) {}
