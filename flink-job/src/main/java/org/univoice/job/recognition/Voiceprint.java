package org.univoice.job.recognition;

/**
 * What a voice sounds like in one segment.
 *
 * @param embedding GE2E speaker embedding, 256 values, length 1
 * @param lnPitchMean mean of ln F0 in Hz; NaN when nothing was voiced
 * @param lnPitchDeviation standard deviation of ln F0; NaN when nothing was voiced
 * @param voicedFraction 0 to 1
 * @param spectrum long-term average log spectrum of voiced frames, mean removed
 * @param loudness RMS of voiced frames in dBFS
 * @param energyVariation standard deviation of frame levels in dB
 * @param rate syllable nuclei per second
 */
public record Voiceprint(
    float[] embedding,
    float lnPitchMean,
    float lnPitchDeviation,
    float voicedFraction,
    float[] spectrum,
    float loudness,
    float energyVariation,
    float rate) {}
