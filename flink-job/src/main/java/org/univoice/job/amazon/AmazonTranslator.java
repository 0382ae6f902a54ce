package org.univoice.job.amazon;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.translation.EntityDetector;
import org.univoice.job.translation.Translator;
import software.amazon.awssdk.services.translate.TranslateAsyncClient;
import software.amazon.awssdk.services.translate.model.Profanity;
import software.amazon.awssdk.services.translate.model.TranslateTextRequest;
import software.amazon.awssdk.services.translate.model.TranslationSettings;

/**
 * Amazon Translate as a translator, with Comprehend where it is wanted. Context is not sent: the
 * API takes none. docs/policies/amazon.md.
 */
public final class AmazonTranslator implements Translator {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "amazon-translate";

  /** Translate states none: neither flagged as doubtful (under 0.8) nor more than that. */
  private static final float UNSTATED_CONFIDENCE = 0.8f;

  /** The language of a few words is a guess: names and loan words are in any. */
  private static final int CHECKED_CHARS = 20;

  private static final float SURE_OF_LANGUAGE = 0.9f;

  private final TranslateConfig config;
  private final ComprehendEntities comprehend;
  private transient TranslateAsyncClient client;
  private transient ServedLanguages languages;

  public AmazonTranslator(TranslateConfig config) {
    this.config = config;
    this.comprehend =
        config.comprehend() == null ? null : new ComprehendEntities(config.comprehend());
  }

  @Override
  public void open() {
    client = acquire();
    if (comprehend != null) {
      comprehend.open();
    }
    served().ask();
  }

  @Override
  public void close() {
    if (client != null) {
      client = null;
      AmazonClients.release(TranslateAsyncClient.class, config.endpoint());
      if (comprehend != null) {
        comprehend.close();
      }
    }
  }

  /** Each listed language into each other; while none is listed, every pair counts as served. */
  @Override
  public boolean serves(String source, String target) {
    Optional<Set<String>> listed = served().languages();
    return !Dialects.language(source).equals(Dialects.language(target))
        && (listed.isEmpty()
            || listed.get().contains(Dialects.language(source))
                && listed.get().contains(Dialects.language(target)));
  }

  @Override
  public ModelCall<Rendering> translate(Request request) {
    return new AmazonCall<>(
        MODEL,
        steps ->
            names(request, steps)
                .thenCompose(names -> masked(request, NameMask.of(request.text(), names), steps))
                .thenCompose(text -> checked(request, text, steps))
                .thenApply(text -> new Rendering(text, UNSTATED_CONFIDENCE, List.of())));
  }

  /** Names are welcome, and nothing fails for want of them. */
  private CompletableFuture<List<EntityDetector.Span>> names(Request request, Steps steps) {
    return comprehend == null
        ? CompletableFuture.completedFuture(List.of())
        : comprehend
            .spans(request.text(), request.source(), steps)
            .exceptionally(ignored -> List.of());
  }

  /** Once more without the mask when a name was lost. */
  private CompletableFuture<String> masked(Request request, NameMask mask, Steps steps) {
    return plain(request, mask.masked(), steps)
        .thenCompose(
            translated -> {
              Optional<String> restored = mask.restore(translated);
              return restored.isPresent()
                  ? CompletableFuture.completedFuture(restored.get())
                  : plain(request, request.text(), steps);
            });
  }

  private CompletableFuture<String> plain(Request request, String text, Steps steps) {
    return steps
        .make(() -> client.translateText(textRequest(request, text)))
        .thenApply(response -> response.translatedText());
  }

  private TranslateTextRequest textRequest(Request request, String text) {
    var ask =
        TranslateTextRequest.builder()
            .text(text)
            .sourceLanguageCode(request.source())
            .targetLanguageCode(request.target());
    if (!config.terminology().isEmpty()) {
      ask.terminologyNames(config.terminology());
    }
    if (!config.formality().isEmpty() || config.profanityMasked()) {
      var settings = TranslationSettings.builder();
      if (!config.formality().isEmpty()) {
        settings.formality(config.formality());
      }
      if (config.profanityMasked()) {
        settings.profanity(Profanity.MASK);
      }
      ask.settings(settings.build());
    }
    return ask.build();
  }

  /** What Comprehend surely takes for another language is no translation. */
  private CompletableFuture<String> checked(Request request, String text, Steps steps) {
    if (comprehend == null || text.length() < CHECKED_CHARS) {
      return CompletableFuture.completedFuture(text);
    }
    return comprehend
        .dominantLanguage(text, SURE_OF_LANGUAGE, steps)
        .exceptionally(ignored -> "")
        .thenApply(
            found -> {
              if (!found.isEmpty() && !found.equals(Dialects.language(request.target()))) {
                throw new ModelCallException(
                    MODEL + " answered in " + found + ", not in " + request.target(), false, null);
              }
              return text;
            });
  }

  private TranslateAsyncClient acquire() {
    return AmazonClients.acquire(
        TranslateAsyncClient.class,
        config.endpoint(),
        () -> AmazonClients.connect(TranslateAsyncClient.builder(), config.endpoint()));
  }

  /** Also of a copy that nobody opened: recognition asks it which languages need a gist. */
  private synchronized ServedLanguages served() {
    if (languages == null) {
      languages =
          new ServedLanguages(
              this::acquire,
              () -> AmazonClients.release(TranslateAsyncClient.class, config.endpoint()));
    }
    return languages;
  }
}
