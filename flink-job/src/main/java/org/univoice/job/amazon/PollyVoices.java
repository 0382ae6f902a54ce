package org.univoice.job.amazon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.polly.model.Voice;

/** The voices that Polly describes: asked for once, and again after the answer was a failure. */
final class PollyVoices {

  private final PollyAsyncClient client;
  private final PollyConfig config;
  private CompletableFuture<List<Voice>> described;

  PollyVoices(PollyAsyncClient client, PollyConfig config) {
    this.client = client;
    this.config = config;
  }

  synchronized CompletableFuture<List<Voice>> described() {
    if (described == null || described.isCompletedExceptionally()) {
      described = page("", new ArrayList<>());
    }
    return described;
  }

  private CompletableFuture<List<Voice>> page(String token, List<Voice> before) {
    return client
        .describeVoices(
            ask -> ask.engine(config.engine()).nextToken(token.isEmpty() ? null : token))
        .thenCompose(
            page -> {
              before.addAll(page.voices());
              return page.nextToken() == null || page.nextToken().isEmpty()
                  ? CompletableFuture.completedFuture(before)
                  : page(page.nextToken(), before);
            });
  }

  /**
   * A language's voice: the one used before, the one that is preferred, or the first by id of its
   * usual dialect.
   */
  static Optional<Voice> choose(
      List<Voice> voices, String language, String before, List<String> preferred) {
    List<Voice> speaking =
        voices.stream()
            .filter(
                voice ->
                    Dialects.language(voice.languageCodeAsString())
                        .equals(Dialects.language(language)))
            .toList();
    Optional<Voice> known = byId(speaking, before);
    if (known.isPresent()) {
      return known;
    }
    for (String id : preferred) {
      Optional<Voice> wanted = byId(speaking, id);
      if (wanted.isPresent()) {
        return wanted;
      }
    }
    List<String> dialects = speaking.stream().map(Voice::languageCodeAsString).toList();
    return Dialects.of(language, List.of(), dialects)
        .flatMap(
            dialect ->
                speaking.stream()
                    .filter(voice -> voice.languageCodeAsString().equals(dialect))
                    .min((a, b) -> a.idAsString().compareTo(b.idAsString())));
  }

  private static Optional<Voice> byId(List<Voice> voices, String id) {
    return voices.stream().filter(voice -> voice.idAsString().equals(id)).findFirst();
  }
}
