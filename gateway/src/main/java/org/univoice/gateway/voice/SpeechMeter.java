package org.univoice.gateway.voice;

import java.util.Arrays;

/**
 * Finds speech in 16 kHz mono PCM by energy and voicing, well enough to say how much there is: a
 * frame is loud when it stands out from the quietest tenth, and voiced when it repeats itself at
 * the pitch of a voice (normalised autocorrelation; Rabiner, "On the Use of Autocorrelation
 * Analysis for Pitch Detection", 1977). Loud frames near voiced ones are speech, and so are gaps
 * between words.
 */
public final class SpeechMeter {
  private static final int RATE_HZ = 16_000;
  private static final int FRAME_MILLIS = 20;
  private static final int FRAME_SAMPLES = RATE_HZ / 1_000 * FRAME_MILLIS;

  /** Room tone is quieter than this, and speech that is worth a profile louder. */
  private static final double QUIET_DBFS = -50;

  private static final double DIGITAL_SILENCE_DBFS = -85;
  private static final double ABOVE_BACKGROUND_DB = 6;
  private static final double VOICED = 0.5;

  /** 70 to 400 Hz. */
  private static final int SHORTEST_LAG = RATE_HZ / 400;

  private static final int LONGEST_LAG = RATE_HZ / 70;

  /** Consonants and gaps within words. */
  private static final int REACH_FRAMES = 200 / FRAME_MILLIS;

  private SpeechMeter() {}

  /**
   * The speech, cut out of everything else.
   *
   * @param signalToNoiseDb how far speech stands out from the background; 0 without speech
   */
  public record Speech(byte[] pcm, double signalToNoiseDb) {
    public long millis() {
      return pcm.length / 2 * 1_000L / RATE_HZ;
    }
  }

  /** What of this is speech. */
  public static Speech of(byte[] pcm) {
    int frames = pcm.length / 2 / FRAME_SAMPLES;
    double[] levels = new double[frames];
    boolean[] voiced = new boolean[frames];
    for (int frame = 0; frame < frames; frame++) {
      levels[frame] = level(pcm, frame);
      voiced[frame] = levels[frame] > QUIET_DBFS && isVoiced(pcm, frame);
    }
    double background = background(levels);
    double threshold = Math.max(QUIET_DBFS, background + ABOVE_BACKGROUND_DB);
    for (int frame = 0; frame < frames; frame++) {
      voiced[frame] &= levels[frame] > threshold;
    }
    return cut(pcm, levels, spoken(levels, voiced, threshold), background);
  }

  /** Loud frames that a voiced one is near to, and quiet ones between two of those. */
  private static boolean[] spoken(double[] levels, boolean[] voiced, double threshold) {
    boolean[] spoken = new boolean[voiced.length];
    int last = -1;
    for (int frame = 0; frame < voiced.length; frame++) {
      if (!voiced[frame]) {
        continue;
      }
      if (last >= 0 && frame - last <= 2 * REACH_FRAMES) {
        Arrays.fill(spoken, last, frame, true);
      }
      int from = Math.max(0, frame - REACH_FRAMES);
      int to = Math.min(voiced.length, frame + REACH_FRAMES + 1);
      for (int near = from; near < to; near++) {
        spoken[near] |= levels[near] > threshold;
      }
      last = frame;
    }
    return spoken;
  }

  private static Speech cut(byte[] pcm, double[] levels, boolean[] spoken, double background) {
    byte[] speech = new byte[pcm.length];
    int length = 0;
    double power = 0;
    int frames = 0;
    for (int frame = 0; frame < spoken.length; frame++) {
      if (spoken[frame]) {
        System.arraycopy(pcm, frame * FRAME_SAMPLES * 2, speech, length, FRAME_SAMPLES * 2);
        length += FRAME_SAMPLES * 2;
        power += Math.pow(10, levels[frame] / 10);
        frames++;
      }
    }
    double ratio = frames == 0 ? 0 : 10 * Math.log10(power / frames) - background;
    return new Speech(Arrays.copyOf(speech, length), Math.max(0, ratio));
  }

  /** The quietest tenth of what a microphone heard; digital silence was put there by a program. */
  private static double background(double[] levels) {
    double[] sorted =
        Arrays.stream(levels).filter(level -> level > DIGITAL_SILENCE_DBFS).sorted().toArray();
    return sorted.length == 0 ? DIGITAL_SILENCE_DBFS : sorted[sorted.length / 10];
  }

  private static double level(byte[] pcm, int frame) {
    double energy = 0;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      double sample = sample(pcm, frame * FRAME_SAMPLES + i);
      energy += sample * sample;
    }
    return 10 * Math.log10(Math.max(1e-12, energy / FRAME_SAMPLES));
  }

  /** Looks one longest lag back, so that two periods of a low voice are there. */
  private static boolean isVoiced(byte[] pcm, int frame) {
    int start = frame * FRAME_SAMPLES;
    if (start < LONGEST_LAG) {
      return false;
    }
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      double product = 0;
      double here = 0;
      double before = 0;
      // Every other sample will do: voices repeat far below 4 kHz.
      for (int i = 0; i < FRAME_SAMPLES; i += 2) {
        double a = sample(pcm, start + i);
        double b = sample(pcm, start + i - lag);
        product += a * b;
        here += a * a;
        before += b * b;
      }
      if (product > VOICED * Math.sqrt(here * before) && product > 0) {
        return true;
      }
    }
    return false;
  }

  private static double sample(byte[] pcm, int index) {
    return ((short) ((pcm[2 * index] & 0xFF) | (pcm[2 * index + 1] << 8))) / 32_768.0;
  }
}
