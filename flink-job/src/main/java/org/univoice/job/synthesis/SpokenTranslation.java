package org.univoice.job.synthesis;

import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.voice.VoiceTier;

/**
 * A piece of a translation as audio; the last piece of a segment carries no audio.
 *
 * @param index from 0, without gaps within segment and target
 * @param pcm 24 kHz mono, little-endian signed 16-bit samples; empty for the last piece and markers
 * @param voice the tier that was reached
 * @param last whether this closes the segment's speech
 * @param failure why speech is missing or cut short; null when all went well
 * @param lateMillis from the end of what was said until this speech begins to be heard, by somebody
 *     who hears all of it; 0 but for the first piece
 */
public record SpokenTranslation(
    SegmentRef ref,
    String speaker,
    String target,
    int index,
    byte[] pcm,
    VoiceTier voice,
    boolean last,
    String failure,
    long lateMillis) {}
