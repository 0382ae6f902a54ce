package org.univoice.job.segmentation;

import java.util.Arrays;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.RecognitionOptions;

/**
 * A stretch of speech of one track.
 *
 * @param language what the participant says it speaks: BCP 47 tag or "auto"
 * @param pcmStartMillis where the audio starts on the track's timeline; a little before the first
 *     voiced sample
 * @param pcm 16 kHz mono, little-endian signed 16-bit samples; empty for markers
 * @param recognition what the session wants of it; null in state that is older than this
 * @param quality what the session preferred when it began; null in state that is older than this
 */
public record SpeechSegment(
    SegmentRef ref,
    String language,
    long pcmStartMillis,
    byte[] pcm,
    RecognitionOptions recognition,
    QualityMode quality) {

  /** Of 16 kHz mono in 16 bits. */
  public static final int BYTES_PER_MILLI = 32;

  /** Of a session that wants nothing particular. */
  public SpeechSegment(SegmentRef ref, String language, long pcmStartMillis, byte[] pcm) {
    this(ref, language, pcmStartMillis, pcm, RecognitionOptions.NONE, QualityMode.BALANCED);
  }

  public SpeechSegment wanting(RecognitionOptions options) {
    return new SpeechSegment(ref, language, pcmStartMillis, pcm, options, quality);
  }

  public SpeechSegment in(QualityMode mode) {
    return new SpeechSegment(ref, language, pcmStartMillis, pcm, recognition, mode);
  }

  /** What the session wants; never null. */
  public RecognitionOptions options() {
    return recognition == null ? RecognitionOptions.NONE : recognition;
  }

  /** What decides how it is cut; never null. */
  public QualityMode mode() {
    return QualityMode.orBalanced(quality);
  }

  /** The part from a place on the track's timeline on. */
  public SpeechSegment from(long atMillis) {
    return new SpeechSegment(
        ref.part(atMillis, Math.max(atMillis, ref.endMillis())),
        language,
        atMillis,
        pcmFrom(atMillis),
        recognition,
        quality);
  }

  /** The part up to a place on the track's timeline, which is all that it will be. */
  public SpeechSegment until(long atMillis) {
    return new SpeechSegment(
        ref.part(ref.startMillis(), Math.min(atMillis, ref.endMillis())).as(SegmentKind.FINAL),
        language,
        pcmStartMillis,
        Arrays.copyOf(pcm, offset(atMillis)),
        recognition,
        quality);
  }

  /** The audio from a place on the track's timeline on. */
  public byte[] pcmFrom(long atMillis) {
    int offset = offset(atMillis);
    return offset == 0 ? pcm : Arrays.copyOfRange(pcm, offset, pcm.length);
  }

  private int offset(long atMillis) {
    long offset = Math.max(0, atMillis - pcmStartMillis) * BYTES_PER_MILLI;
    return (int) Math.min(pcm.length, offset);
  }
}
