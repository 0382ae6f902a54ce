package org.univoice.gateway;

import java.time.Clock;
import org.univoice.gateway.access.apikey.ApiKeyStore;
import org.univoice.gateway.access.apikey.MemoryApiKeyStore;
import org.univoice.gateway.access.apikey.dynamodb.DynamoDbApiKeyStore;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.cache.ReadThrough.NearCache;
import org.univoice.gateway.cache.SharedCache;
import org.univoice.gateway.session.CachedSessionStore;
import org.univoice.gateway.session.MemorySessionStore;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.dynamodb.DynamoDbSessionStore;
import org.univoice.gateway.transcript.MemorySegmentStore;
import org.univoice.gateway.transcript.SegmentStore;
import org.univoice.gateway.transcript.dynamodb.DynamoDbSegmentStore;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.UserStore;
import org.univoice.gateway.user.dynamodb.DynamoDbUserStore;
import org.univoice.gateway.voice.CachedVoiceProfileStore;
import org.univoice.gateway.voice.MemoryVoiceProfileStore;
import org.univoice.gateway.voice.VoiceProfileStore;
import org.univoice.gateway.voice.aws.AwsVoiceProfileStore;

/** Where the gateway keeps what outlives a connection. */
public record Stores(
    SessionStore sessions,
    SegmentStore segments,
    UserStore users,
    VoiceProfileStore voices,
    ApiKeyStore apiKeys) {

  /** Everything in this process, forgotten with it. */
  public static Stores inMemory() {
    return new Stores(
        new MemorySessionStore(),
        new MemorySegmentStore(),
        new MemoryUserStore(),
        new MemoryVoiceProfileStore(),
        new MemoryApiKeyStore());
  }

  /**
   * In DynamoDB and S3.
   *
   * @param clients closed by whoever made them, after the gateway
   */
  public static Stores aws(AwsClients clients, Clock clock) {
    return new Stores(
        new DynamoDbSessionStore(clients, clock),
        new DynamoDbSegmentStore(clients, clock),
        new DynamoDbUserStore(clients),
        new AwsVoiceProfileStore(clients),
        new DynamoDbApiKeyStore(clients.dynamoDb()));
  }

  /** The same, with what is asked for often kept nearer. */
  public Stores cached(SharedCache shared) {
    return new Stores(
        new CachedSessionStore(sessions, shared, NearCache.DEFAULT),
        segments,
        users,
        new CachedVoiceProfileStore(voices, shared, NearCache.DEFAULT),
        // Not cached: a revoked key opens nothing from that moment on.
        apiKeys);
  }
}
