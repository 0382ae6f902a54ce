package org.univoice.gateway.privacy.s3;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.privacy.Erasure;
import org.univoice.gateway.privacy.ErasureStore;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Erasures in a bucket: what is open lies apart from what is done. */
public final class S3ErasureStore implements ErasureStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3ErasureStore.class);
  private static final String OPEN = "/open/";
  private static final String COMPLETE = "/complete/";
  private static final Set<Integer> OTHER = Set.of(404, 409, 412);
  private static final int TRIES = 5;

  /** {@code isComplete} is written too, and not read. */
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final S3AsyncClient s3;
  private final String bucket;
  private final String prefix;
  private final Optional<String> kmsKey;

  /**
   * @param prefix of all keys, such as "erasures"
   * @param kmsKey id or ARN; empty for the account's own key
   */
  public S3ErasureStore(S3AsyncClient s3, String bucket, String prefix, Optional<String> kmsKey) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
    this.kmsKey = kmsKey;
  }

  @Override
  public Erasure begin(Erasure erasure) {
    String key = openKey(erasure.userId());
    for (int tries = 1; !put(key, erasure, r -> r.ifNoneMatch("*")); tries++) {
      Optional<Kept> there = read(key);
      if (there.isPresent() && !there.get().erasure().isComplete()) {
        return there.get().erasure();
      }
      there.ifPresent(this::moveAway);
      if (tries == TRIES) {
        throw new IllegalStateException("An erasure cannot begin: its place is always taken");
      }
    }
    return erasure;
  }

  @Override
  public boolean replace(Erasure former, Erasure next) {
    String key = openKey(former.userId());
    Optional<Kept> there = read(key).filter(kept -> kept.erasure().equals(former));
    if (there.isEmpty() || !put(key, next, r -> r.ifMatch(there.get().tag()))) {
      return false;
    }
    if (next.isComplete()) {
      read(key).filter(kept -> kept.erasure().equals(next)).ifPresent(this::moveAway);
    }
    return true;
  }

  /** What is complete; done again it does no harm. */
  private void moveAway(Kept complete) {
    String name = name(complete.erasure().userId());
    put(prefix + COMPLETE + name, complete.erasure(), r -> {});
    try {
      s3.deleteObject(r -> r.bucket(bucket).key(prefix + OPEN + name).ifMatch(complete.tag()))
          .join();
    } catch (CompletionException e) {
      if (!isOther(e)) {
        throw e;
      }
    }
  }

  /** Whether the condition held. */
  private boolean put(String key, Erasure erasure, Consumer<PutObjectRequest.Builder> condition) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType("application/json")
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    condition.accept(request);
    try {
      s3.putObject(request.build(), AsyncRequestBody.fromBytes(JSON.writeValueAsBytes(erasure)))
          .join();
      return true;
    } catch (CompletionException e) {
      if (isOther(e)) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something else is there than was expected, or nothing, or somebody writes it right now. */
  private static boolean isOther(CompletionException failure) {
    return failure.getCause() instanceof S3Exception s3 && OTHER.contains(s3.statusCode());
  }

  @Override
  public Optional<Erasure> find(String userId) {
    return read(openKey(userId))
        .or(() -> read(prefix + COMPLETE + name(userId)))
        .map(Kept::erasure);
  }

  @Override
  public List<Erasure> open() {
    List<String> keys = new CopyOnWriteArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix + OPEN))
        .contents()
        .map(S3Object::key)
        .subscribe(keys::add)
        .join();
    List<Erasure> open = new ArrayList<>();
    keys.stream().sorted().forEach(key -> readable(key).ifPresent(open::add));
    return open;
  }

  /** Who can be forgotten does not wait for what somebody has to mend. */
  private Optional<Erasure> readable(String key) {
    try {
      Optional<Kept> kept = read(key);
      kept.filter(there -> there.erasure().isComplete()).ifPresent(this::moveAway);
      return kept.map(Kept::erasure).filter(erasure -> !erasure.isComplete());
    } catch (RuntimeException e) {
      LOG.error("The erasure {} cannot be read", key, e);
      return Optional.empty();
    }
  }

  private Optional<Kept> read(String key) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObject(r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()).join();
      Erasure erasure = JSON.readValue(object.asByteArray(), Erasure.class);
      return Optional.of(new Kept(erasure, object.response().eTag()));
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String openKey(String userId) {
    return prefix + OPEN + name(userId);
  }

  private static String name(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id) + ".json";
  }

  /** An erasure as an object, and which writing of it. */
  private record Kept(Erasure erasure, String tag) {}
}
