package org.univoice.job;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.univoice.job.amazon.AmazonEndpoint;
import org.univoice.job.amazon.PollyConfig;
import org.univoice.job.amazon.TranscribeConfig;
import org.univoice.job.amazon.TranslateConfig;

/**
 * Who recognises, translates and speaks; each is chosen for itself.
 *
 * @param transcribe null where Triton recognises
 * @param translate null where Triton translates
 * @param polly null where Triton speaks
 */
public record ModelChoice(TranscribeConfig transcribe, TranslateConfig translate, PollyConfig polly)
    implements Serializable {

  private static final String TRITON = "triton";

  /** Every key is read, also of what is not chosen: it is known all the same. */
  static ModelChoice of(JobConfig.Keys keys, String streamRegion) {
    String region = keys.text("amazon-region", streamRegion);
    AmazonEndpoint transcribe = endpoint(keys, region, "transcribe");
    AmazonEndpoint translate = endpoint(keys, region, "translate");
    AmazonEndpoint comprehend = endpoint(keys, region, "comprehend");
    AmazonEndpoint polly = endpoint(keys, region, "polly");
    TranscribeConfig recognizing =
        new TranscribeConfig(
            transcribe,
            list(keys.text("transcribe-languages", "en-US,pt-BR,es-US,fr-FR,de-DE,it-IT")),
            list(keys.text("transcribe-vocabularies", "")),
            keys.flag("transcribe-partials", true));
    TranslateConfig translating =
        new TranslateConfig(
            translate,
            keys.text("translate-terminology", ""),
            keys.text("translate-formality", "").toUpperCase(Locale.ROOT),
            keys.flag("translate-profanity-masked", false),
            keys.flag("comprehend", false) ? comprehend : null);
    PollyConfig speaking =
        new PollyConfig(
            polly, keys.text("polly-engine", "neural"), list(keys.text("polly-voices", "")));
    return new ModelChoice(
        isAmazon(keys, "recognizer", "transcribe") ? recognizing : null,
        isAmazon(keys, "translator", "amazon") ? translating : null,
        isAmazon(keys, "synthesizer", "polly") ? speaking : null);
  }

  private static boolean isAmazon(JobConfig.Keys keys, String key, String amazon) {
    String chosen = keys.text(key, TRITON);
    if (!chosen.equals(TRITON) && !chosen.equals(amazon)) {
      throw new IllegalArgumentException(
          "--" + key + " must be " + TRITON + " or " + amazon + ", was " + chosen);
    }
    return chosen.equals(amazon);
  }

  private static AmazonEndpoint endpoint(JobConfig.Keys keys, String region, String service) {
    String key = service + "-endpoint";
    try {
      return AmazonEndpoint.of(region, keys.text(key, ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + key + ": " + e.getMessage(), e);
    }
  }

  private static List<String> list(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
