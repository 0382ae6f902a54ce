package org.univoice.gateway.voice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.StandInStores;
import org.univoice.gateway.aws.StoreBucket;
import org.univoice.gateway.voice.StaleProfileException;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileStore;
import org.univoice.gateway.voice.VoiceProfileStoreContract;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class AwsVoiceProfileStoreTest extends VoiceProfileStoreContract {
  private final AwsClients aws = StandInStores.clients();
  private final String bucket = StoreBucket.VOICE_EMBEDDINGS.in(aws.config().region());

  @Override
  protected VoiceProfileStore store() {
    return new AwsVoiceProfileStore(StandInStores.clients());
  }

  @Test
  void shouldLayObjectsOutByUserAndProfileEncryptedWithTheOwnKey() {
    VoiceProfile profile = profile("1", 1, 0.5f, 0);
    store.put(profile, SAMPLES);
    String folder = VoiceObjects.folder(profile);
    long time = profile.updatedAt().toEpochMilli();

    assertThat(folder).startsWith("embeddings/user%2F").endsWith("/" + profile.profileId() + "/");
    assertThat(versions(folder))
        .extracting(ObjectVersion::key)
        .containsExactlyInAnyOrder(
            folder + "embedding.bin",
            folder + "metadata.json",
            folder + "samples/sample-" + time + ".wav",
            folder + "samples/sample-" + (time + 1) + ".wav");
    var head = aws.s3().headObject(r -> r.bucket(bucket).key(folder + "embedding.bin")).join();
    assertThat(head.contentLength()).isEqualTo(256 * 4);
    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head.ssekmsKeyId()).contains(AwsConfig.KMS_KEY);
  }

  @Test
  void shouldLeaveNothingOfAWriterThatLost() {
    VoiceProfile first = profile("1", 1, 0.5f, 0);
    store.put(first, List.of());
    int before = versions(VoiceObjects.folder(first)).size();

    assertThatThrownBy(() -> store.put(profile("1", 1, 0.1f, 0), SAMPLES))
        .isInstanceOf(StaleProfileException.class);
    assertThat(versions(VoiceObjects.folder(first))).hasSize(before);
  }

  @Test
  void shouldLeaveNoVersionOfAnyObjectOfADeletedProfile() {
    VoiceProfile profile = profile("1", 1, 0.5f, 0);
    store.put(profile, SAMPLES);
    store.put(profile("1", 2, 0.1f, 0), SAMPLES);
    store.delete(profile.profileId());
    assertThat(versions(VoiceObjects.folder(profile))).isEmpty();
  }

  private List<ObjectVersion> versions(String folder) {
    return aws.s3().listObjectVersions(r -> r.bucket(bucket).prefix(folder)).join().versions();
  }
}
