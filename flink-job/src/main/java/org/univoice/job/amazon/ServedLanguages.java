package org.univoice.job.amazon;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.translate.TranslateAsyncClient;
import software.amazon.awssdk.services.translate.model.ListLanguagesResponse;

/** The languages that Translate lists: asked for once, and again while the answer is missing. */
final class ServedLanguages {

  private static final Logger LOG = LoggerFactory.getLogger(ServedLanguages.class);
  private static final long ASK_AGAIN_MILLIS = 5_000;

  /** Listed, but no language. */
  private static final String IDENTIFY = "auto";

  private final Supplier<TranslateAsyncClient> acquire;
  private final Runnable release;
  private volatile Set<String> languages;
  private long askedMillis;
  private boolean asking;

  ServedLanguages(Supplier<TranslateAsyncClient> acquire, Runnable release) {
    this.acquire = acquire;
    this.release = release;
  }

  /** Primary subtags; empty while Translate has not answered. */
  Optional<Set<String>> languages() {
    if (languages == null) {
      ask();
    }
    return Optional.ofNullable(languages);
  }

  synchronized void ask() {
    long nowMillis = System.currentTimeMillis();
    if (asking || languages != null || nowMillis - askedMillis < ASK_AGAIN_MILLIS) {
      return;
    }
    asking = true;
    askedMillis = nowMillis;
    try {
      page(acquire.get(), "", new HashSet<>()).whenComplete(this::answered);
    } catch (RuntimeException e) {
      asking = false;
      LOG.warn("Amazon Translate has not listed its languages: {}", e.toString());
    }
  }

  private static CompletableFuture<Set<String>> page(
      TranslateAsyncClient client, String token, Set<String> before) {
    return client
        .listLanguages(ask -> ask.nextToken(token.isEmpty() ? null : token))
        .thenCompose(
            (ListLanguagesResponse page) -> {
              page.languages().stream()
                  .map(language -> language.languageCode())
                  .filter(code -> !code.equals(IDENTIFY))
                  .forEach(code -> before.add(Dialects.language(code)));
              return page.nextToken() == null || page.nextToken().isEmpty()
                  ? CompletableFuture.completedFuture(before)
                  : page(client, page.nextToken(), before);
            });
  }

  private void answered(Set<String> listed, Throwable cause) {
    synchronized (this) {
      asking = false;
      languages = listed;
    }
    release.run();
    if (cause != null) {
      LOG.warn(
          "Amazon Translate has not listed its languages: {}",
          AmazonFailures.of("amazon-translate", cause).getMessage());
    }
  }
}
