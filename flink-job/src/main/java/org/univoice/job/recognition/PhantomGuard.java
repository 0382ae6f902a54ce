package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/**
 * Tells words that nobody said. Whisper was trained on subtitles and writes their credits, or
 * "you", where there is no speech; voice activity keeps most of that away, this catches the rest.
 *
 * <p>Confidences are the model's own: that is the scale of Whisper's limits.
 *
 * @param noSpeechProbability with it a text needs {@code confidence} to be believed
 * @param confidence what a text needs where there may be no speech
 * @param worstConfidence no text is believed under it
 * @param shortMillis a known phantom is not believed in a voiced stretch shorter than this
 */
public record PhantomGuard(
    float noSpeechProbability, float confidence, float worstConfidence, long shortMillis)
    implements Serializable {

  private static final float SUSPICIOUS_NO_SPEECH = 0.3f;

  private static final Set<String> KNOWN =
      Set.of(
          "you",
          "bye",
          "thank you",
          "thanks for watching",
          "thank you for watching",
          "please subscribe",
          "subtitles by the amara.org community",
          "legendas pela comunidade amara.org",
          "subtítulos realizados por la comunidad de amara.org",
          "sous-titres réalisés par la communauté d'amara.org",
          "sous-titrage st' 501",
          "untertitel der amara.org-community",
          "obrigado por assistir",
          "gracias por ver el video",
          "e aí");

  public PhantomGuard {
    if (noSpeechProbability <= 0 || confidence <= 0 || worstConfidence < 0 || shortMillis < 0) {
      throw new IllegalArgumentException("a phantom guard's limits are positive");
    }
  }

  /** 0.6 is Whisper's own limit, and 0.37 its average log-probability of -1. */
  public static PhantomGuard standard() {
    return new PhantomGuard(0.6f, 0.37f, 0.15f, 350);
  }

  /**
   * @param voicedMillis how long somebody spoke
   */
  boolean isPhantom(Recognizer.Recognition heard, long voicedMillis) {
    boolean isUnlikely =
        heard.noSpeechProbability() > noSpeechProbability && heard.rawConfidence() < confidence;
    boolean isSuspicious =
        voicedMillis < shortMillis
            || heard.noSpeechProbability() > SUSPICIOUS_NO_SPEECH
            || heard.rawConfidence() < confidence;
    return heard.rawConfidence() < worstConfidence
        || isUnlikely
        || (isSuspicious && KNOWN.contains(bare(heard.text())));
  }

  private static String bare(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[.!?…,]+$", "");
  }
}
