package org.univoice.gateway.voice;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measurements of a voice added up, so that profiles can be made from any number of them, at once
 * or bit by bit, with the same result. The length of the sum of unit vectors, against their number,
 * tells how far they scatter (Mardia and Jupp, "Directional Statistics", 2000).
 *
 * @param count how many voiceprints
 * @param embedding sum of their embeddings
 * @param lnPitchMean mean; NaN while unknown, like the other means
 * @param lnPitchLow mean 5th percentile
 * @param lnPitchHigh mean 95th percentile
 * @param contour mean of ln F0 against its own mean; empty while unknown
 */
public record VoiceSum(
    int count,
    double[] embedding,
    double lnPitchMean,
    double lnPitchDeviation,
    double[] spectrum,
    double loudness,
    double rate,
    double lnPitchLow,
    double lnPitchHigh,
    double[] contour) {

  /** Of which it is not known how the voice moves. */
  VoiceSum(
      int count,
      double[] embedding,
      double lnPitchMean,
      double lnPitchDeviation,
      double[] spectrum,
      double loudness,
      double rate) {
    this(
        count,
        embedding,
        lnPitchMean,
        lnPitchDeviation,
        spectrum,
        loudness,
        rate,
        Double.NaN,
        Double.NaN,
        new double[0]);
  }

  static VoiceSum of(Voiceprint print) {
    return new VoiceSum(
        1,
        doubles(print.embedding()),
        print.lnPitchMean(),
        print.lnPitchDeviation(),
        doubles(print.spectrum()),
        print.loudness(),
        print.rate(),
        print.lnPitchLow(),
        print.lnPitchHigh(),
        aboutItsMean(doubles(print.contour())));
  }

  /** What a profile was made from. */
  static VoiceSum of(VoiceProfile profile) {
    VoiceCharacteristics voice = profile.characteristics();
    double length = profile.sampleCount() * (1 - voice.variance());
    double[] sum = profile.embedding().stream().mapToDouble(value -> value * length).toArray();
    return new VoiceSum(
        profile.sampleCount(),
        sum,
        voice.pitchMeanHz() > 0 ? Math.log(voice.pitchMeanHz()) : Double.NaN,
        voice.pitchMeanHz() > 0 ? voice.pitchStdDevHz() / voice.pitchMeanHz() : Double.NaN,
        voice.spectrum().stream().mapToDouble(Float::doubleValue).toArray(),
        voice.energyMeanDb(),
        voice.speakingRate() > 0 ? SpeakingRate.syllables(voice.speakingRate()) : Double.NaN,
        logarithm(voice.movement().pitchLowHz()),
        logarithm(voice.movement().pitchHighHz()),
        voice.movement().contour().stream().mapToDouble(Float::doubleValue).toArray());
  }

  static VoiceSum of(List<Voiceprint> prints) {
    return prints.stream().map(VoiceSum::of).reduce(VoiceSum::and).orElseThrow();
  }

  VoiceSum and(VoiceSum other) {
    int all = count + other.count;
    double share = (double) other.count / all;
    double[] sum = new double[embedding.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = embedding[i] + other.embedding[i];
    }
    return new VoiceSum(
        all,
        sum,
        moved(lnPitchMean, other.lnPitchMean, share),
        moved(lnPitchDeviation, other.lnPitchDeviation, share),
        moved(spectrum, other.spectrum, share),
        moved(loudness, other.loudness, share),
        moved(rate, other.rate, share),
        moved(lnPitchLow, other.lnPitchLow, share),
        moved(lnPitchHigh, other.lnPitchHigh, share),
        moved(contour, other.contour, share));
  }

  /** Of length 1. */
  List<Float> direction() {
    double length = length();
    return Arrays.stream(embedding)
        .mapToObj(value -> (float) (length == 0 ? 0 : value / length))
        .toList();
  }

  /** 0 when all embeddings are alike. */
  double variance() {
    return Math.max(0, 1 - length() / count);
  }

  private double length() {
    double squares = 0;
    for (double value : embedding) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  VoiceCharacteristics characteristics() {
    double pitch = Double.isNaN(lnPitchMean) ? 0 : Math.exp(lnPitchMean);
    return new VoiceCharacteristics(
        pitch,
        Double.isNaN(lnPitchDeviation) ? 0 : lnPitchDeviation * pitch,
        Double.isNaN(rate) ? 0 : SpeakingRate.wordsPerMinute(rate),
        Double.isNaN(loudness) ? 0 : loudness,
        MelBands.centroidHz(spectrum),
        Optional.empty(),
        Arrays.stream(spectrum).mapToObj(value -> (float) value).toList(),
        variance(),
        new VoiceMovement(
            Double.isNaN(lnPitchLow) ? 0 : Math.exp(lnPitchLow),
            Double.isNaN(lnPitchHigh) ? 0 : Math.exp(lnPitchHigh),
            Arrays.stream(contour).mapToObj(value -> (float) value).toList(),
            Double.isNaN(rate) ? 0 : 60 * rate));
  }

  private static double logarithm(double hertz) {
    return hertz > 0 ? Math.log(hertz) : Double.NaN;
  }

  /** A melody is the same however high the voice is. */
  private static double[] aboutItsMean(double[] contour) {
    double mean =
        Arrays.stream(contour).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    return Double.isNaN(mean)
        ? new double[0]
        : Arrays.stream(contour).map(value -> value - mean).toArray();
  }

  private static double moved(double mean, double value, double share) {
    if (Double.isNaN(value)) {
      return mean;
    }
    return Double.isNaN(mean) ? value : mean + share * (value - mean);
  }

  private static double[] moved(double[] mean, double[] values, double share) {
    if (mean.length != values.length) {
      return values.length == 0 ? mean : values;
    }
    double[] result = new double[mean.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = moved(mean[i], values[i], share);
    }
    return result;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
