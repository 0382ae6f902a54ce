package org.univoice.job.stream;

/**
 * A stretch of canonical PCM from one track.
 *
 * @param sequence position in the track, from 0; a repeated number is a repeated chunk
 * @param startMillis start on the track's own timeline
 * @param endMillis end on the track's own timeline
 * @param capturedMillis capture of the last sample, milliseconds since the epoch: the event time
 * @param pcm 16 kHz mono, little-endian signed 16-bit samples
 */
public record AudioChunk(
    long sequence,
    long startMillis,
    long endMillis,
    long capturedMillis,
    long receivedMillis,
    long publishedMillis,
    byte[] pcm) {}
