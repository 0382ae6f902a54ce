package org.univoice.gateway.session.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.univoice.gateway.session.Participation;
import org.univoice.gateway.session.ParticipationStore;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Participations in a bucket, an empty object for each: its key says everything. */
public final class S3ParticipationStore implements ParticipationStore {
  private final S3AsyncClient s3;
  private final String bucket;
  private final Optional<String> kmsKey;

  /**
   * @param kmsKey id or ARN; empty for the account's own key
   */
  public S3ParticipationStore(S3AsyncClient s3, String bucket, Optional<String> kmsKey) {
    this.s3 = s3;
    this.bucket = bucket;
    this.kmsKey = kmsKey;
  }

  @Override
  public void note(String userId, Participation participation) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(userId, participation))
            .contentType("text/plain")
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    s3.putObject(request.build(), AsyncRequestBody.empty()).join();
  }

  @Override
  public List<Participation> ofUser(String userId) {
    String folder = folder(userId);
    List<String> keys = new CopyOnWriteArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(folder))
        .contents()
        .map(S3Object::key)
        .subscribe(keys::add)
        .join();
    return keys.stream()
        .map(key -> key.substring(folder.length()).split("/"))
        .map(ids -> new Participation(ids[0], ids[1]))
        .toList();
  }

  @Override
  public boolean tookPart(String userId, String sessionId) {
    String part = folder(userId) + sessionId + "/";
    return s3.listObjectsV2(r -> r.bucket(bucket).prefix(part).maxKeys(1)).join().hasContents();
  }

  @Override
  public void forget(String userId, Participation participation) {
    s3.deleteObject(r -> r.bucket(bucket).key(key(userId, participation))).join();
  }

  private static String key(String userId, Participation participation) {
    return folder(userId) + participation.sessionId() + "/" + participation.participantId();
  }

  /** Users' names are theirs to choose: in a key they must not lead elsewhere. */
  private static String folder(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return "participations/" + Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "/";
  }
}
