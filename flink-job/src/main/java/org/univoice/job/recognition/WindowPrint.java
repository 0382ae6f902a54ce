package org.univoice.job.recognition;

/**
 * What a voice sounds like in one of the overlapping windows of a segment, 1.2 s of speech every
 * 0.4 s.
 *
 * @param startMillis where it begins; in the extractor's answer from the start of the audio, in a
 *     recognised segment on the track's timeline, like the next
 * @param endMillis where it ends; silences within are not listened to
 * @param embedding GE2E speaker embedding, 256 values, length 1
 * @param voicedFraction 0 to 1
 * @param lnPitchMean mean of ln F0 in Hz; NaN when nothing was voiced
 * @param lnPitchDeviation standard deviation of ln F0; NaN when nothing was voiced
 * @param loudness level of voiced frames in dBFS
 * @param rate syllable nuclei per second
 * @param centroidHz where the middle of the power lies
 * @param spectrum average log spectrum of voiced frames, mean removed
 */
public record WindowPrint(
    long startMillis,
    long endMillis,
    float[] embedding,
    float voicedFraction,
    float lnPitchMean,
    float lnPitchDeviation,
    float loudness,
    float rate,
    float centroidHz,
    float[] spectrum) {

  public long middleMillis() {
    return (startMillis + endMillis) / 2;
  }

  WindowPrint later(long millis) {
    return new WindowPrint(
        startMillis + millis,
        endMillis + millis,
        embedding,
        voicedFraction,
        lnPitchMean,
        lnPitchDeviation,
        loudness,
        rate,
        centroidHz,
        spectrum);
  }
}
