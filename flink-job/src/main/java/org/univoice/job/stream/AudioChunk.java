package org.univoice.job.stream;

/**
 * A stretch of audio from one track.
 *
 * @param sequence position in the track, from 0; a repeated number is a repeated chunk
 * @param startMillis start on the track's own timeline
 * @param endMillis end on the track's own timeline
 * @param capturedMillis capture of the last sample, milliseconds since the epoch: the event time
 * @param isOpus whether the payload is packets of Opus, each behind its length in two bytes; else
 *     it is canonical PCM: 16 kHz mono, little-endian signed 16-bit samples
 * @param skippedSamples of Opus, at 48 kHz: before the stream's beginning; more than 0 only where a
 *     stream begins
 */
public record AudioChunk(
    long sequence,
    long startMillis,
    long endMillis,
    long capturedMillis,
    long receivedMillis,
    long publishedMillis,
    boolean isOpus,
    int skippedSamples,
    byte[] payload) {

  /** Canonical PCM. */
  public AudioChunk(
      long sequence,
      long startMillis,
      long endMillis,
      long capturedMillis,
      long receivedMillis,
      long publishedMillis,
      byte[] pcm) {
    this(
        sequence,
        startMillis,
        endMillis,
        capturedMillis,
        receivedMillis,
        publishedMillis,
        false,
        0,
        pcm);
  }
}
