package org.univoice.job.emphasis;

/**
 * How the pitch and the loudness of a voice move, from the start of its audio.
 *
 * @param lnPitch ln F0 in Hz; NaN where nothing is voiced
 * @param levels in dBFS, as many
 * @param stepMillis from one point to the next
 */
public record VoiceCurves(float[] lnPitch, float[] levels, int stepMillis) {}
