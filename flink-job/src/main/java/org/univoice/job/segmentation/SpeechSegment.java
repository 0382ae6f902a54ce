package org.univoice.job.segmentation;

import org.univoice.job.stream.RecognitionOptions;

/**
 * A stretch of speech of one track.
 *
 * @param language what the participant says it speaks: BCP 47 tag or "auto"
 * @param pcmStartMillis where the audio starts on the track's timeline; a little before the first
 *     voiced sample
 * @param pcm 16 kHz mono, little-endian signed 16-bit samples; empty for markers
 * @param recognition what the session wants of it; null in state that is older than this
 */
public record SpeechSegment(
    SegmentRef ref,
    String language,
    long pcmStartMillis,
    byte[] pcm,
    RecognitionOptions recognition) {

  /** Of a session that wants nothing particular. */
  public SpeechSegment(SegmentRef ref, String language, long pcmStartMillis, byte[] pcm) {
    this(ref, language, pcmStartMillis, pcm, RecognitionOptions.NONE);
  }

  public SpeechSegment wanting(RecognitionOptions options) {
    return new SpeechSegment(ref, language, pcmStartMillis, pcm, options);
  }

  /** What the session wants; never null. */
  public RecognitionOptions options() {
    return recognition == null ? RecognitionOptions.NONE : recognition;
  }
}
