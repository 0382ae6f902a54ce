package org.univoice.gateway.glossary.s3;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.univoice.gateway.glossary.GlossaryStore;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Glossaries in a bucket, under {@code glossaries/{owner}/{name}.csv}, encrypted by KMS. */
public final class S3GlossaryStore implements GlossaryStore {
  private static final String SUFFIX = ".csv";

  private final S3AsyncClient s3;
  private final String bucket;
  private final Optional<String> kmsKey;

  /**
   * @param kmsKey id or ARN; empty for the account's own key
   */
  public S3GlossaryStore(S3AsyncClient s3, String bucket, Optional<String> kmsKey) {
    this.s3 = s3;
    this.bucket = bucket;
    this.kmsKey = kmsKey;
  }

  @Override
  public void put(String owner, String name, byte[] csv) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(owner, name))
            .contentType("text/csv; charset=utf-8")
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    s3.putObject(request.build(), AsyncRequestBody.fromBytes(csv)).join();
  }

  @Override
  public Optional<byte[]> find(String owner, String name) {
    try {
      return Optional.of(
          s3.getObject(
                  r -> r.bucket(bucket).key(key(owner, name)), AsyncResponseTransformer.toBytes())
              .thenApply(BytesWrapper::asByteArray)
              .join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<String> names(String owner) {
    String prefix = prefix(owner);
    return s3
        .listObjectsV2(r -> r.bucket(bucket).prefix(prefix))
        .thenApply(page -> page.contents().stream().map(S3Object::key).sorted().toList())
        .join()
        .stream()
        .map(key -> key.substring(prefix.length(), key.length() - SUFFIX.length()))
        .toList();
  }

  @Override
  public void delete(String owner, String name) {
    s3.deleteObject(r -> r.bucket(bucket).key(key(owner, name))).join();
  }

  private static String key(String owner, String name) {
    return prefix(owner) + name + SUFFIX;
  }

  private static String prefix(String owner) {
    return "glossaries/" + owner + "/";
  }
}
