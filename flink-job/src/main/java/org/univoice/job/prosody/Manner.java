package org.univoice.job.prosody;

/**
 * How one utterance was said, for whoever says it again in another language.
 *
 * @param lnPitchMean mean of ln F0 in Hz; NaN when nothing was voiced, as in a whisper
 * @param lnPitchDeviation standard deviation of ln F0; NaN when nothing was voiced
 * @param loudness of voiced frames in dBFS; NaN while unknown
 * @param rate syllables per second against the speaker's usual number: 1 as always; NaN while
 *     unknown
 * @param emotion what can be told of it
 */
public record Manner(
    float lnPitchMean, float lnPitchDeviation, float loudness, float rate, Emotion emotion) {}
