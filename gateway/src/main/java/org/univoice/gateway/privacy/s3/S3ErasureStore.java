package org.univoice.gateway.privacy.s3;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.univoice.gateway.privacy.Erasure;
import org.univoice.gateway.privacy.ErasureStore;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Erasures in a bucket: what is open lies apart from what is done. */
public final class S3ErasureStore implements ErasureStore {
  private static final String OPEN = "erasures/open/";
  private static final String COMPLETE = "erasures/complete/";

  /** {@code isComplete} is written too, and not read. */
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final S3AsyncClient s3;
  private final String bucket;
  private final Optional<String> kmsKey;

  /**
   * @param kmsKey id or ARN; empty for the account's own key
   */
  public S3ErasureStore(S3AsyncClient s3, String bucket, Optional<String> kmsKey) {
    this.s3 = s3;
    this.bucket = bucket;
    this.kmsKey = kmsKey;
  }

  @Override
  public void put(Erasure erasure) {
    String name = name(erasure.userId());
    write((erasure.isComplete() ? COMPLETE : OPEN) + name, erasure);
    if (erasure.isComplete()) {
      s3.deleteObject(r -> r.bucket(bucket).key(OPEN + name)).join();
    }
  }

  private void write(String key, Erasure erasure) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType("application/json")
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    try {
      s3.putObject(request.build(), AsyncRequestBody.fromBytes(JSON.writeValueAsBytes(erasure)))
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Erasure> find(String userId) {
    Optional<Erasure> open = read(OPEN + name(userId));
    return open.isPresent() ? open : read(COMPLETE + name(userId));
  }

  @Override
  public List<Erasure> open() {
    List<String> keys = new CopyOnWriteArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(OPEN))
        .contents()
        .map(S3Object::key)
        .subscribe(keys::add)
        .join();
    return keys.stream().sorted().map(this::read).flatMap(Optional::stream).toList();
  }

  private Optional<Erasure> read(String key) {
    try {
      byte[] json =
          s3.getObject(r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
              .join()
              .asByteArray();
      return Optional.of(JSON.readValue(json, Erasure.class));
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id) + ".json";
  }
}
