package org.univoice.job.recognition;

/**
 * How a voice moves in one segment or turn.
 *
 * @param lnPitchLow 5th percentile of ln F0 in Hz; NaN when nothing was voiced, like the next
 * @param lnPitchHigh 95th percentile of ln F0 in Hz
 * @param centroidHz spectral centroid of voiced frames: where the middle of the power lies
 * @param wordsPerMinute as recognised; NaN without words or their times
 * @param contour ln F0 in a few stretches of equal length, in order; NaN where nothing was voiced
 */
public record Prosody(
    float lnPitchLow, float lnPitchHigh, float centroidHz, float wordsPerMinute, float[] contour) {}
