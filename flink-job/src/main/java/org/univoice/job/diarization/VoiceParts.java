package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.List;
import org.univoice.job.diarization.SpeakerChanges.Stretch;
import org.univoice.job.recognition.Prosody;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.WindowPrint;

/** What one of several voices of a segment sounds like: the average of its own windows. */
final class VoiceParts {

  private VoiceParts() {}

  /**
   * @param print of its windows; null when there is none
   * @param heardMillis how much speech they hear
   */
  record Part(Voiceprint print, long heardMillis) {
    Part spokenAt(float wordsPerMinute) {
      return print == null ? this : new Part(print.spokenAt(wordsPerMinute), heardMillis);
    }
  }

  /**
   * @param whole of all windows together; null when it is not known
   * @param model that measured the windows; empty when it is not known
   */
  static Part of(
      Voiceprint whole, String model, WindowPrint[] windows, List<Stretch> stretches, int voice) {
    if (windows.length == 0 || stretches.stream().noneMatch(each -> each.voice() == voice)) {
      return new Part(null, 0);
    }
    boolean isAlone =
        whole != null && stretches.stream().allMatch(stretch -> stretch.voice() == voice);
    List<Integer> own = isAlone ? all(windows) : own(windows, stretches, voice);
    long millis = heardMillis(own, windows);
    return new Part(isAlone ? whole.withoutWindows() : average(windows, own).by(model), millis);
  }

  /** How much is heard in some windows, in order; what several of them hear counts once. */
  static long heardMillis(List<Integer> members, WindowPrint[] windows) {
    long millis = 0;
    long until = Long.MIN_VALUE;
    for (int member : members) {
      var window = windows[member];
      millis += Math.max(0, window.endMillis() - Math.max(until, window.startMillis()));
      until = window.endMillis();
    }
    return millis;
  }

  private static List<Integer> all(WindowPrint[] windows) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < windows.length; i++) {
      all.add(i);
    }
    return all;
  }

  /** Windows beside a change hear somebody else too: they count only when there are no others. */
  private static List<Integer> own(WindowPrint[] windows, List<Stretch> stretches, int voice) {
    List<Integer> pure = new ArrayList<>();
    List<Integer> any = new ArrayList<>();
    for (Stretch stretch : stretches) {
      for (int i = stretch.from(); stretch.voice() == voice && i < stretch.to(); i++) {
        any.add(i);
        boolean isBeside =
            i == stretch.from() && i > 0 || i == stretch.to() - 1 && i < windows.length - 1;
        if (!isBeside && !stretch.overlapped()) {
          pure.add(i);
        }
      }
    }
    return pure.isEmpty() ? any : pure;
  }

  private static Voiceprint average(WindowPrint[] windows, List<Integer> own) {
    float[] spectrum = {};
    float pitch = Float.NaN;
    float deviation = Float.NaN;
    float low = Float.NaN;
    float high = Float.NaN;
    float voiced = 0;
    float power = 0;
    float rate = 0;
    float centroid = 0;
    float[] contour = new float[own.size()];
    for (int i = 0; i < own.size(); i++) {
      var window = windows[own.get(i)];
      float share = 1f / (i + 1);
      spectrum = VoiceAverage.moved(spectrum, window.spectrum(), share);
      pitch = VoiceAverage.moved(pitch, window.lnPitchMean(), share);
      deviation = VoiceAverage.moved(deviation, window.lnPitchDeviation(), share);
      low = least(low, window.lnPitchMean() - window.lnPitchDeviation());
      high = -least(-high, -window.lnPitchMean() - window.lnPitchDeviation());
      voiced = VoiceAverage.moved(voiced, window.voicedFraction(), share);
      power = VoiceAverage.moved(power, (float) Math.pow(10, window.loudness() / 10), share);
      rate = VoiceAverage.moved(rate, window.rate(), share);
      centroid = VoiceAverage.moved(centroid, window.centroidHz(), share);
      contour[i] = window.lnPitchMean();
    }
    float loudness = (float) (10 * Math.log10(Math.max(power, 1e-12f)));
    return new Voiceprint(
        VoiceAverage.mean(windows, own),
        pitch,
        deviation,
        voiced,
        spectrum,
        loudness,
        levelDeviation(windows, own),
        rate,
        new Prosody(low, high, centroid, Float.NaN, contour),
        null);
  }

  private static float least(float a, float b) {
    return Float.isNaN(a) || b < a ? b : a;
  }

  private static float levelDeviation(WindowPrint[] windows, List<Integer> own) {
    double mean = own.stream().mapToDouble(i -> windows[i].loudness()).average().orElse(0);
    return (float)
        Math.sqrt(
            own.stream()
                .mapToDouble(i -> Math.pow(windows[i].loudness() - mean, 2))
                .average()
                .orElse(0));
  }
}
