package org.univoice.job.amazon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.univoice.job.call.ModelCall;
import org.univoice.job.translation.EntityDetector;
import software.amazon.awssdk.services.comprehend.ComprehendAsyncClient;
import software.amazon.awssdk.services.comprehend.model.EntityType;
import software.amazon.awssdk.services.comprehend.model.LanguageCode;

/**
 * Names of people, organisations and products as Amazon Comprehend finds them. Places, dates and
 * amounts have words of their own in each language and are left to the translator.
 */
public final class ComprehendEntities implements EntityDetector {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "amazon-comprehend";

  /** Under it a masked word does more harm than a translated name. */
  private static final float SURE = 0.8f;

  private static final Set<EntityType> KEPT =
      Set.of(EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COMMERCIAL_ITEM);

  private static final Set<String> LANGUAGES =
      LanguageCode.knownValues().stream().map(LanguageCode::toString).collect(Collectors.toSet());

  private final AmazonEndpoint endpoint;
  private transient ComprehendAsyncClient client;

  public ComprehendEntities(AmazonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void open() {
    client =
        AmazonClients.acquire(
            ComprehendAsyncClient.class,
            endpoint,
            () -> AmazonClients.connect(ComprehendAsyncClient.builder(), endpoint));
  }

  @Override
  public void close() {
    if (client != null) {
      client = null;
      AmazonClients.release(ComprehendAsyncClient.class, endpoint);
    }
  }

  @Override
  public ModelCall<List<Span>> detect(String text, String language) {
    return new AmazonCall<>(MODEL, steps -> spans(text, language, steps));
  }

  CompletableFuture<List<Span>> spans(String text, String language, Steps steps) {
    if (!LANGUAGES.contains(language)) {
      return CompletableFuture.completedFuture(List.of());
    }
    return steps
        .make(() -> client.detectEntities(ask -> ask.text(text).languageCode(language)))
        .thenApply(found -> spans(text, found.entities()));
  }

  /**
   * The language that a text is most probably in, primary subtag; empty when Comprehend is not sure
   * of one.
   *
   * @param probability from which it counts, 0 to 1
   */
  CompletableFuture<String> dominantLanguage(String text, float probability, Steps steps) {
    return steps
        .make(() -> client.detectDominantLanguage(ask -> ask.text(text)))
        .thenApply(
            found ->
                found.languages().stream()
                    .filter(one -> one.score() != null && one.score() >= probability)
                    .max(Comparator.comparing(one -> one.score()))
                    .map(one -> Dialects.language(one.languageCode()))
                    .orElse(""));
  }

  private static List<Span> spans(
      String text, List<software.amazon.awssdk.services.comprehend.model.Entity> found) {
    List<Span> spans = new ArrayList<>();
    int at = 0;
    int length = text.codePointCount(0, text.length());
    for (var entity :
        found.stream().sorted(Comparator.comparingInt(one -> one.beginOffset())).toList()) {
      if (!KEPT.contains(entity.type())
          || entity.score() < SURE
          || entity.beginOffset() < 0
          || entity.endOffset() > length
          || entity.endOffset() <= entity.beginOffset()) {
        continue;
      }
      // Comprehend counts characters as Unicode does, Java in halves of some of them.
      int start = text.offsetByCodePoints(0, entity.beginOffset());
      int end = text.offsetByCodePoints(0, entity.endOffset());
      if (start >= at && text.substring(start, end).equals(entity.text())) {
        spans.add(
            new Span(
                start,
                end,
                new org.univoice.job.translation.Entity(entity.text(), entity.typeAsString())));
        at = end;
      }
    }
    return spans;
  }
}
