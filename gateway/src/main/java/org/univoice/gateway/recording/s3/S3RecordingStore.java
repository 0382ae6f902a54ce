package org.univoice.gateway.recording.s3;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.univoice.gateway.recording.RecordingKey;
import org.univoice.gateway.recording.RecordingStore;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Recordings in a bucket, encrypted by KMS, sent as multipart uploads. */
public final class S3RecordingStore implements RecordingStore {
  private final S3AsyncClient s3;
  private final S3Presigner presigner;
  private final String bucket;
  private final Optional<String> kmsKey;

  /**
   * @param kmsKey id or ARN; empty for the account's own key
   */
  public S3RecordingStore(
      S3AsyncClient s3, S3Presigner presigner, String bucket, Optional<String> kmsKey) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
    this.kmsKey = kmsKey;
  }

  @Override
  public Upload begin(RecordingKey recording, String file, String contentType) {
    String key = key(recording, file);
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(contentType)
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    return new S3Upload(key, s3.createMultipartUpload(request.build()).join().uploadId());
  }

  @Override
  public void put(RecordingKey recording, String file, String contentType, byte[] content) {
    put(key(recording, file), contentType, content);
  }

  @Override
  public boolean putIfAbsent(
      RecordingKey recording, String file, String contentType, byte[] content) {
    PutObjectRequest request = request(key(recording, file), contentType).ifNoneMatch("*").build();
    try {
      s3.putObject(request, AsyncRequestBody.fromBytes(content)).join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof S3Exception refused && isTaken(refused.statusCode())) {
        return false;
      }
      throw e;
    }
  }

  /** There is one, or somebody else writes one at this moment. */
  private static boolean isTaken(int status) {
    return status == 412 || status == 409;
  }

  private void put(String key, String contentType, byte[] content) {
    s3.putObject(request(key, contentType).build(), AsyncRequestBody.fromBytes(content)).join();
  }

  private PutObjectRequest.Builder request(String key, String contentType) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(contentType)
            .serverSideEncryption(ServerSideEncryption.AWS_KMS);
    kmsKey.ifPresent(request::ssekmsKeyId);
    return request;
  }

  @Override
  public Optional<InputStream> open(RecordingKey recording, String file) {
    try {
      return Optional.of(
          s3.getObject(
                  r -> r.bucket(bucket).key(key(recording, file)),
                  AsyncResponseTransformer.toBlockingInputStream())
              .join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<String> files(RecordingKey recording) {
    String prefix = recording.folder() + "/";
    return keys(prefix).stream().map(key -> key.substring(prefix.length())).toList();
  }

  @Override
  public URI link(RecordingKey recording, String file, Duration validity) {
    return URI.create(
        presigner
            .presignGetObject(
                r ->
                    r.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(bucket).key(key(recording, file))))
            .url()
            .toString());
  }

  @Override
  public void delete(RecordingKey recording, String file) {
    remove(key(recording, file));
  }

  @Override
  public void delete(RecordingKey recording) {
    keys(recording.folder() + "/").forEach(this::remove);
  }

  @Override
  public void note(String userId, RecordingKey recording) {
    put(notes(userId) + recording.recordingId(), "text/plain", new byte[0]);
  }

  @Override
  public void forget(String userId, RecordingKey recording) {
    remove(notes(userId) + recording.recordingId());
  }

  @Override
  public List<RecordingKey> ofUser(String userId) {
    String prefix = notes(userId);
    return keys(prefix).stream()
        .map(key -> RecordingKey.of(key.substring(prefix.length())))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void removeAbandoned(Duration olderThan) {
    Instant limit = Instant.now().minus(olderThan);
    for (MultipartUpload upload :
        s3.listMultipartUploads(r -> r.bucket(bucket).prefix("recordings/")).join().uploads()) {
      if (upload.initiated() != null && upload.initiated().isBefore(limit)) {
        abort(upload.key(), upload.uploadId());
      }
    }
  }

  private List<String> keys(String prefix) {
    List<String> keys = new CopyOnWriteArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix))
        .contents()
        .map(S3Object::key)
        .subscribe(keys::add)
        .join();
    return keys.stream().sorted().toList();
  }

  private void remove(String key) {
    s3.deleteObject(r -> r.bucket(bucket).key(key)).join();
  }

  private void abort(String key, String uploadId) {
    s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId)).join();
  }

  private static String key(RecordingKey recording, String file) {
    return recording.folder() + "/" + file;
  }

  /** Users' names are theirs to choose: in a key they must not lead elsewhere. */
  private static String notes(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return "users/" + Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "/";
  }

  private final class S3Upload implements Upload {
    private final String key;
    private final String uploadId;
    private final Map<Integer, String> tags =
        new ConcurrentSkipListMap<>(Comparator.naturalOrder());

    private S3Upload(String key, String uploadId) {
      this.key = key;
      this.uploadId = uploadId;
    }

    @Override
    public void part(int number, Path content) {
      tags.put(
          number,
          s3.uploadPart(
                  r -> r.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                  AsyncRequestBody.fromFile(content))
              .join()
              .eTag());
    }

    @Override
    public void complete() {
      List<CompletedPart> parts =
          tags.entrySet().stream()
              .map(
                  tag ->
                      CompletedPart.builder().partNumber(tag.getKey()).eTag(tag.getValue()).build())
              .toList();
      s3.completeMultipartUpload(
              r ->
                  r.bucket(bucket)
                      .key(key)
                      .uploadId(uploadId)
                      .multipartUpload(upload -> upload.parts(parts)))
          .join();
    }

    @Override
    public void abort() {
      S3RecordingStore.this.abort(key, uploadId);
    }
  }
}
