package org.univoice.job.segmentation;

/**
 * A stretch of speech of one track.
 *
 * @param language what the participant says it speaks: BCP 47 tag or "auto"
 * @param pcmStartMillis where the audio starts on the track's timeline; a little before the first
 *     voiced sample
 * @param pcm 16 kHz mono, little-endian signed 16-bit samples; empty for markers
 */
public record SpeechSegment(SegmentRef ref, String language, long pcmStartMillis, byte[] pcm) {}
