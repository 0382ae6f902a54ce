package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.voiceactivity.Pcm16.BYTES_PER_SAMPLE;

/**
 * A stretch of a track's audio as it is kept in list state.
 *
 * @param startSample position on the track at 16 kHz
 * @param pcm 16-bit little-endian mono
 */
public record SpokenAudio(long startSample, byte[] pcm) {

  long endSample() {
    return startSample + pcm.length / BYTES_PER_SAMPLE;
  }

  /** The audio of the parts, which are in order and without gaps, between two positions. */
  static byte[] between(Iterable<SpokenAudio> parts, long from, long to) {
    byte[] slice = new byte[Math.toIntExact((to - from) * BYTES_PER_SAMPLE)];
    for (SpokenAudio part : parts) {
      long start = Math.max(from, part.startSample());
      long end = Math.min(to, part.endSample());
      if (start < end) {
        System.arraycopy(
            part.pcm(),
            Math.toIntExact((start - part.startSample()) * BYTES_PER_SAMPLE),
            slice,
            Math.toIntExact((start - from) * BYTES_PER_SAMPLE),
            Math.toIntExact((end - start) * BYTES_PER_SAMPLE));
      }
    }
    return slice;
  }
}
