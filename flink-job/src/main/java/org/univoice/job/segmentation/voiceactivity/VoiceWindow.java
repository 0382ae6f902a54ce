package org.univoice.job.segmentation.voiceactivity;

/**
 * What was heard in one window of a track.
 *
 * @param startSample position on the track at 16 kHz
 * @param endSample first position after it
 * @param probability that somebody speaks, 0 to 1
 * @param energy mean square of the samples, 0 to 1
 */
public record VoiceWindow(long startSample, long endSample, float probability, float energy) {}
