package org.univoice.job.segmentation;

import java.util.Arrays;

/**
 * A stretch of speech of one track.
 *
 * @param language what the participant says it speaks: BCP 47 tag or "auto"
 * @param pcmStartMillis where the audio starts on the track's timeline; a little before the first
 *     voiced sample
 * @param pcm 16 kHz mono, little-endian signed 16-bit samples; empty for markers
 */
public record SpeechSegment(SegmentRef ref, String language, long pcmStartMillis, byte[] pcm) {

  private static final int BYTES_PER_MILLI = 32;

  /** The part from a place on the track's timeline on. */
  public SpeechSegment from(long atMillis) {
    return new SpeechSegment(
        ref.part(atMillis, Math.max(atMillis, ref.endMillis())),
        language,
        atMillis,
        Arrays.copyOfRange(pcm, offset(atMillis), pcm.length));
  }

  /** The part up to a place on the track's timeline, which is all that it will be. */
  public SpeechSegment until(long atMillis) {
    return new SpeechSegment(
        ref.part(ref.startMillis(), Math.min(atMillis, ref.endMillis())).as(SegmentKind.FINAL),
        language,
        pcmStartMillis,
        Arrays.copyOf(pcm, offset(atMillis)));
  }

  private int offset(long atMillis) {
    long offset = Math.max(0, atMillis - pcmStartMillis) * BYTES_PER_MILLI;
    return (int) Math.min(pcm.length, offset);
  }
}
