package org.univoice.gateway.aws;

import java.util.List;
import java.util.Optional;

/**
 * The tables, as terraform/modules/storage makes them and {@link StoreSetup} on a stand-in: billed
 * on demand, encrypted. An index projects all attributes.
 *
 * @param sortKey empty when the partition key alone names an item
 * @param expires whether items end at the time in {@link #TTL}
 * @param pointInTimeRecovery whether any moment of the last 35 days can be restored
 * @param ownKey whether it is encrypted with the customer managed key rather than the AWS managed
 * @param streamed whether its changes are a stream, for analytics
 */
public record StoreTable(
    String name,
    String key,
    Optional<String> sortKey,
    List<Index> indexes,
    boolean expires,
    boolean pointInTimeRecovery,
    boolean ownKey,
    boolean streamed) {
  /** Seconds since the epoch, after which DynamoDB removes the item. */
  public static final String TTL = "ttl";

  public static final Index USER_SESSIONS =
      new Index("UserSessionsIndex", "userId", Optional.of("startTime"));
  public static final Index SESSION_STATUS =
      new Index("StatusIndex", "status", Optional.of("startTime"));
  public static final Index USER_PROFILES =
      new Index("UserProfilesIndex", "userId", Optional.of("createdAt"));
  public static final Index USER_EMAIL = new Index("EmailIndex", "email", Optional.empty());

  public static final StoreTable SESSIONS =
      new StoreTable(
          "univoice-sessions",
          "sessionId",
          Optional.empty(),
          List.of(USER_SESSIONS, SESSION_STATUS),
          true,
          true,
          false,
          false);
  public static final StoreTable VOICE_PROFILES =
      new StoreTable(
          "univoice-voice-profiles",
          "profileId",
          Optional.empty(),
          List.of(USER_PROFILES),
          false,
          true,
          true,
          false);
  public static final StoreTable USERS =
      new StoreTable(
          "univoice-users",
          "userId",
          Optional.empty(),
          List.of(USER_EMAIL),
          false,
          true,
          false,
          false);
  public static final StoreTable SEGMENTS =
      new StoreTable(
          "univoice-translation-segments",
          "sessionId",
          Optional.of("segmentId"),
          List.of(),
          true,
          true,
          false,
          true);

  public static final Index OWNER_KEYS = new Index("OwnerIndex", "userId", Optional.empty());
  public static final StoreTable API_KEYS =
      new StoreTable(
          "univoice-api-keys",
          "keyId",
          Optional.empty(),
          List.of(OWNER_KEYS),
          true,
          true,
          false,
          false);

  public static final List<StoreTable> ALL =
      List.of(SESSIONS, VOICE_PROFILES, USERS, SEGMENTS, API_KEYS);

  /** A global secondary index; its sort key is a number. */
  public record Index(String name, String key, Optional<String> sortKey) {}
}
