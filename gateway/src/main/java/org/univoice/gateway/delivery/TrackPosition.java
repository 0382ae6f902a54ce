package org.univoice.gateway.delivery;

/**
 * How far a track has come in the stream, as the job says: what was published is what counts.
 *
 * @param nextSequence of the next chunk
 * @param nextStartMillis where it begins on the track's timeline
 * @param capturedAtMillis when the sample before it was captured, since the epoch; 0 when none was
 * @param ended no more audio is taken
 */
public record TrackPosition(
    long nextSequence, long nextStartMillis, long capturedAtMillis, boolean ended) {}
