package org.univoice.job.diarization;

/**
 * What is known of a speaker's voice: running averages over its utterances.
 *
 * @param centroid mean speaker embedding, 256 values, length 1
 * @param lnPitchMean mean of ln F0; NaN while unknown
 * @param lnPitchDeviation standard deviation of ln F0; NaN while unknown
 * @param spectrum mean long-term average log spectrum
 * @param loudness mean RMS of voiced frames in dBFS
 * @param rate mean syllable nuclei per second
 * @param utterances how many utterances it was learnt from
 */
public record VoiceProfile(
    float[] centroid,
    float lnPitchMean,
    float lnPitchDeviation,
    float[] spectrum,
    float loudness,
    float rate,
    int utterances) {}
