package org.univoice.job.recognition;

import java.util.Arrays;
import org.univoice.job.emphasis.VoiceCurves;

/**
 * What a voice sounds like in one segment, or in one speaker's turn of it.
 *
 * @param embedding GE2E speaker embedding, 256 values, length 1
 * @param lnPitchMean mean of ln F0 in Hz; NaN when nothing was voiced
 * @param lnPitchDeviation standard deviation of ln F0; NaN when nothing was voiced
 * @param voicedFraction 0 to 1
 * @param spectrum long-term average log spectrum of voiced frames, mean removed
 * @param loudness RMS of voiced frames in dBFS
 * @param energyVariation standard deviation of frame levels in dB
 * @param rate syllable nuclei per second
 * @param prosody how it moves; null when it is not known
 * @param windows in order; null when they are not known, or of no use any more
 * @param model name and version of what measured it, "voiceprint_extractor/1": embeddings of two
 *     models do not compare; empty, or null in state that is older than this, when it is not known
 * @param curves how it moves from one moment to the next, from the start of the audio; null when
 *     that is not known, or of no use any more
 */
public record Voiceprint(
    float[] embedding,
    float lnPitchMean,
    float lnPitchDeviation,
    float voicedFraction,
    float[] spectrum,
    float loudness,
    float energyVariation,
    float rate,
    Prosody prosody,
    WindowPrint[] windows,
    String model,
    VoiceCurves curves) {

  /** Of which nothing is known from moment to moment. */
  public Voiceprint(
      float[] embedding,
      float lnPitchMean,
      float lnPitchDeviation,
      float voicedFraction,
      float[] spectrum,
      float loudness,
      float energyVariation,
      float rate,
      Prosody prosody,
      WindowPrint[] windows,
      String model) {
    this(
        embedding,
        lnPitchMean,
        lnPitchDeviation,
        voicedFraction,
        spectrum,
        loudness,
        energyVariation,
        rate,
        prosody,
        windows,
        model,
        null);
  }

  /** By a model that is not known. */
  public Voiceprint(
      float[] embedding,
      float lnPitchMean,
      float lnPitchDeviation,
      float voicedFraction,
      float[] spectrum,
      float loudness,
      float energyVariation,
      float rate,
      Prosody prosody,
      WindowPrint[] windows) {
    this(
        embedding,
        lnPitchMean,
        lnPitchDeviation,
        voicedFraction,
        spectrum,
        loudness,
        energyVariation,
        rate,
        prosody,
        windows,
        "");
  }

  /** Without anything that is known only window by window. */
  public Voiceprint(
      float[] embedding,
      float lnPitchMean,
      float lnPitchDeviation,
      float voicedFraction,
      float[] spectrum,
      float loudness,
      float energyVariation,
      float rate) {
    this(
        embedding,
        lnPitchMean,
        lnPitchDeviation,
        voicedFraction,
        spectrum,
        loudness,
        energyVariation,
        rate,
        null,
        null);
  }

  /** On the track's timeline, the audio beginning there, and without what is of its own. */
  Voiceprint from(long pcmStartMillis) {
    return windows == null
        ? with(prosody, null, model, null)
        : with(
            prosody,
            Arrays.stream(windows)
                .map(window -> window.later(pcmStartMillis))
                .toArray(WindowPrint[]::new),
            model,
            null);
  }

  /** Small enough to travel with every translation. */
  public Voiceprint withoutWindows() {
    return windows == null ? this : with(prosody, null, model, null);
  }

  /** How fast it speaks is known from its words; nothing to say of a voice without prosody. */
  public Voiceprint spokenAt(float wordsPerMinute) {
    return prosody == null || Float.isNaN(wordsPerMinute)
        ? this
        : with(prosody.spokenAt(wordsPerMinute), windows, model, curves);
  }

  /** The same, made by a model of this name and version. */
  public Voiceprint by(String newModel) {
    return with(prosody, windows, newModel, curves);
  }

  /** The same, with how it moves. */
  public Voiceprint moving(VoiceCurves newCurves) {
    return with(prosody, windows, model, newCurves);
  }

  private Voiceprint with(
      Prosody newProsody, WindowPrint[] newWindows, String newModel, VoiceCurves newCurves) {
    return new Voiceprint(
        embedding,
        lnPitchMean,
        lnPitchDeviation,
        voicedFraction,
        spectrum,
        loudness,
        energyVariation,
        rate,
        newProsody,
        newWindows,
        newModel,
        newCurves);
  }
}
