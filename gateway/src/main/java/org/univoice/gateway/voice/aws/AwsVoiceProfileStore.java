package org.univoice.gateway.voice.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.univoice.gateway.aws.AwsCalls;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.MappedSchema;
import org.univoice.gateway.aws.StoreTable;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.voice.StaleProfileException;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileStore;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Voice profiles: an item in DynamoDB, the embedding and what it was made of in S3. The item names
 * the version of the embedding that belongs to it, so that of two who write at once one wins as a
 * whole, and the other leaves nothing behind.
 */
public final class AwsVoiceProfileStore implements VoiceProfileStore {
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(profileId)").build();

  private final DynamoDbAsyncTable<ProfileItem> table;
  private final VoiceObjects objects;

  public AwsVoiceProfileStore(AwsClients aws) {
    this.table =
        aws.tables()
            .table(
                StoreTable.VOICE_PROFILES.name(),
                new MappedSchema<>(
                    ProfileItem.class,
                    StoreTable.VOICE_PROFILES,
                    ProfileItem::write,
                    ProfileItem::read));
    this.objects = new VoiceObjects(aws);
  }

  @Override
  public void put(VoiceProfile profile, List<byte[]> samples) {
    List<ObjectIdentifier> written = objects.put(profile, samples);
    ProfileItem item =
        new ProfileItem(profile, VoiceObjects.embeddingKey(profile), written.get(0).versionId());
    try {
      AwsCalls.await(
          table.putItem(r -> r.item(item).conditionExpression(follows(profile.version()))));
    } catch (ConditionalCheckFailedException e) {
      // Or the first attempt was ours and its answer came too late.
      if (!isWritten(item)) {
        objects.delete(written);
        throw new StaleProfileException();
      }
    } catch (RefusedException e) {
      if (!isWritten(item)) {
        objects.delete(written);
        throw e;
      }
    }
  }

  private boolean isWritten(ProfileItem item) {
    ProfileItem there = item(item.profile().profileId());
    return there != null && there.embeddingVersion().equals(item.embeddingVersion());
  }

  private static Expression follows(long version) {
    return version == 1
        ? ABSENT
        : Expression.builder()
            .expression("revision = :former")
            .expressionValues(Map.of(":former", AttributeValue.fromN(Long.toString(version - 1))))
            .build();
  }

  @Override
  public Optional<VoiceProfile> find(String profileId) {
    ProfileItem item = item(profileId);
    if (item == null) {
      return Optional.empty();
    }
    Optional<VoiceProfile> profile = complete(item, embedding(item));
    if (profile.isPresent()) {
      return profile;
    }
    // Its embedding went because the profile was changed or deleted meanwhile.
    return Optional.ofNullable(item(profileId)).flatMap(again -> complete(again, embedding(again)));
  }

  private ProfileItem item(String profileId) {
    return AwsCalls.await(table.getItem(r -> r.key(key(profileId)).consistentRead(true)));
  }

  private CompletableFuture<byte[]> embedding(ProfileItem item) {
    return objects.get(item.embeddingKey(), item.embeddingVersion());
  }

  private static Optional<VoiceProfile> complete(
      ProfileItem item, CompletableFuture<byte[]> embedding) {
    try {
      return Optional.of(item.with(EmbeddingBytes.read(AwsCalls.await(embedding))));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<VoiceProfile> ofUser(String userId) {
    List<ProfileItem> items =
        AwsCalls.all(
            table
                .index(StoreTable.USER_PROFILES.name())
                .query(QueryConditional.keyEqualTo(key(userId))));
    List<CompletableFuture<byte[]>> embeddings = items.stream().map(this::embedding).toList();
    return IntStream.range(0, items.size())
        .mapToObj(
            i ->
                complete(items.get(i), embeddings.get(i))
                    // Changed or deleted meanwhile.
                    .or(() -> find(items.get(i).profile().profileId())))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public List<byte[]> samples(String profileId) {
    ProfileItem item = item(profileId);
    return item == null ? List.of() : objects.samples(item.profile());
  }

  /** The objects go first: as long as the item is there, whoever asks again finds what is left. */
  @Override
  public void delete(String profileId) {
    ProfileItem item = item(profileId);
    if (item == null) {
      return;
    }
    String folder = VoiceObjects.folder(item.profile());
    objects.deleteFolder(folder);
    AwsCalls.await(table.deleteItem(key(profileId)));
    // Somebody may have written a new version meanwhile.
    objects.deleteFolder(folder);
  }

  private static Key key(String value) {
    return Key.builder().partitionValue(value).build();
  }
}
