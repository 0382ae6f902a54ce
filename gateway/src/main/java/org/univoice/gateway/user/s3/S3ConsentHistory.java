package org.univoice.gateway.user.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.univoice.gateway.user.Consent;
import org.univoice.gateway.user.ConsentEntry;
import org.univoice.gateway.user.ConsentHistory;
import org.univoice.gateway.user.ConsentKind;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Consents in a bucket, an object for each, named by its time: none is ever written twice. */
public final class S3ConsentHistory implements ConsentHistory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3AsyncClient s3;
  private final String bucket;
  private final Optional<String> kmsKey;

  /**
   * @param kmsKey id or ARN; empty for the account's own key
   */
  public S3ConsentHistory(S3AsyncClient s3, String bucket, Optional<String> kmsKey) {
    this.s3 = s3;
    this.bucket = bucket;
    this.kmsKey = kmsKey;
  }

  private record Kept(ConsentKind kind, boolean given, String statement, String version, long at) {}

  @Override
  public void append(String userId, ConsentEntry entry) {
    Consent consent = entry.consent();
    long at = consent.at().toEpochMilli();
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(folder(userId) + String.format("%015d-%s.json", at, UUID.randomUUID()))
            .contentType("application/json")
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    try {
      byte[] json =
          JSON.writeValueAsBytes(
              new Kept(entry.kind(), consent.given(), consent.statement(), consent.version(), at));
      s3.putObject(request.build(), AsyncRequestBody.fromBytes(json)).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ConsentEntry> ofUser(String userId) {
    return keys(userId).stream().map(this::read).toList();
  }

  private ConsentEntry read(String key) {
    byte[] json =
        s3.getObject(r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
            .join()
            .asByteArray();
    try {
      Kept kept = JSON.readValue(json, Kept.class);
      return new ConsentEntry(
          kept.kind(),
          new Consent(
              kept.given(), kept.statement(), kept.version(), Instant.ofEpochMilli(kept.at())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String userId) {
    keys(userId).forEach(key -> s3.deleteObject(r -> r.bucket(bucket).key(key)).join());
  }

  private List<String> keys(String userId) {
    List<String> keys = new CopyOnWriteArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(folder(userId)))
        .contents()
        .map(S3Object::key)
        .subscribe(keys::add)
        .join();
    return keys.stream().sorted().toList();
  }

  /** Users' names are theirs to choose: in a key they must not lead elsewhere. */
  private static String folder(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return "consents/" + Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "/";
  }
}
