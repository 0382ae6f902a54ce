package org.univoice.job.segmentation;

import org.univoice.job.stream.QualityMode;

/**
 * What the segmenter wants sent on. Positions are samples at 16 kHz on the track.
 *
 * @param firstVoiced names the segment
 * @param lastVoiced end of its last voiced window
 * @param audioFrom first sample of its audio; equal to {@code audioTo} for verdicts
 * @param audioTo first sample after its audio
 * @param mode what decides about the segment
 */
record SegmentDecision(
    SegmentKind kind,
    int revision,
    long firstVoiced,
    long lastVoiced,
    long audioFrom,
    long audioTo,
    QualityMode mode) {}
