package org.univoice.gateway.voice.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.univoice.gateway.aws.AwsCalls;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.StoreBucket;
import org.univoice.gateway.voice.VoiceProfile;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The objects of voice profiles, in a bucket that keeps versions: {@code
 * embeddings/<user>/<profile>/} holds embedding.bin, metadata.json and samples/sample-<time>.wav.
 */
final class VoiceObjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** DeleteObjects takes no more, and a listing gives no more. */
  private static final int PAGE = 1_000;

  private final AwsClients aws;
  private final String bucket;

  VoiceObjects(AwsClients aws) {
    this.aws = aws;
    this.bucket = StoreBucket.VOICE_EMBEDDINGS.in(aws.config().region());
  }

  static String folder(VoiceProfile profile) {
    return "embeddings/" + part(profile.userId()) + "/" + part(profile.profileId()) + "/";
  }

  /** An id is one step of a path, whatever is in it. */
  private static String part(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  static String embeddingKey(VoiceProfile profile) {
    return folder(profile) + "embedding.bin";
  }

  /** Writes all of a profile's state; the embedding's version comes first. */
  List<ObjectIdentifier> put(VoiceProfile profile, List<byte[]> samples) {
    Map<String, byte[]> objects = new LinkedHashMap<>();
    objects.put(embeddingKey(profile), EmbeddingBytes.of(profile.embedding()));
    objects.put(folder(profile) + "metadata.json", metadata(profile));
    long time = profile.updatedAt().toEpochMilli();
    for (byte[] sample : samples) {
      objects.put(folder(profile) + "samples/sample-" + time++ + ".wav", sample);
    }
    Map<String, CompletableFuture<PutObjectResponse>> puts = new LinkedHashMap<>();
    objects.forEach((key, bytes) -> puts.put(key, put(key, bytes)));
    List<ObjectIdentifier> written = new ArrayList<>();
    RuntimeException failure = null;
    for (Map.Entry<String, CompletableFuture<PutObjectResponse>> put : puts.entrySet()) {
      try {
        String version = AwsCalls.await(put.getValue()).versionId();
        written.add(ObjectIdentifier.builder().key(put.getKey()).versionId(version).build());
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      delete(written);
      throw failure;
    }
    return written;
  }

  private CompletableFuture<PutObjectResponse> put(String key, byte[] bytes) {
    return aws.s3()
        .putObject(
            r ->
                r.bucket(bucket)
                    .key(key)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(aws.config().kmsKey()),
            AsyncRequestBody.fromBytes(bytes));
  }

  private static byte[] metadata(VoiceProfile profile) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("profileId", profile.profileId());
    metadata.put("userId", profile.userId());
    metadata.put("model", profile.model());
    metadata.put("revision", profile.version());
    metadata.put("numbers", profile.embedding().size());
    metadata.put("format", "float32, little-endian");
    metadata.put("language", profile.language());
    metadata.put("sampleCount", profile.sampleCount());
    metadata.put("quality", profile.quality());
    metadata.put("createdAt", profile.createdAt().toEpochMilli());
    metadata.put("updatedAt", profile.updatedAt().toEpochMilli());
    try {
      return JSON.writeValueAsBytes(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the profile was made from, the oldest first. */
  List<byte[]> samples(VoiceProfile profile) {
    List<String> keys = new CopyOnWriteArrayList<>();
    AwsCalls.await(
        aws.s3()
            .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(folder(profile) + "samples/"))
            .contents()
            .map(S3Object::key)
            .subscribe(keys::add));
    return keys.stream()
        .sorted()
        .map(
            key ->
                AwsCalls.await(
                        aws.s3()
                            .getObject(
                                r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
                    .asByteArray())
        .toList();
  }

  CompletableFuture<byte[]> get(String key, String version) {
    return aws.s3()
        .getObject(
            r -> r.bucket(bucket).key(key).versionId(version), AsyncResponseTransformer.toBytes())
        .thenApply(ResponseBytes::asByteArrayUnsafe);
  }

  /** Removes every version of everything in a folder. */
  void deleteFolder(String folder) {
    while (true) {
      var page =
          AwsCalls.await(
              aws.s3().listObjectVersions(r -> r.bucket(bucket).prefix(folder).maxKeys(PAGE)));
      List<ObjectIdentifier> found = new ArrayList<>();
      page.versions()
          .forEach(
              v ->
                  found.add(
                      ObjectIdentifier.builder().key(v.key()).versionId(v.versionId()).build()));
      page.deleteMarkers()
          .forEach(
              m ->
                  found.add(
                      ObjectIdentifier.builder().key(m.key()).versionId(m.versionId()).build()));
      if (found.isEmpty()) {
        return;
      }
      delete(found);
    }
  }

  void delete(List<ObjectIdentifier> versions) {
    if (versions.isEmpty()) {
      return;
    }
    var answer =
        AwsCalls.await(
            aws.s3().deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(versions))));
    if (answer.hasErrors() && !answer.errors().isEmpty()) {
      throw AwsCalls.incomplete("objects of a voice profile", answer.errors().get(0).code());
    }
  }
}
