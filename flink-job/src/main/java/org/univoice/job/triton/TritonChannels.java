package org.univoice.job.triton;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One connection per Triton address and process, closed by its last user. */
final class TritonChannels {

  /** Ten seconds of 16 kHz PCM are 320 kB; a long clause of 24 kHz speech is about 1 MB. */
  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private static final Map<String, Shared> BY_ADDRESS = new HashMap<>();

  private TritonChannels() {}

  static synchronized ManagedChannel acquire(String address) {
    Shared shared = BY_ADDRESS.computeIfAbsent(address, ignored -> new Shared(connect(address)));
    shared.users++;
    return shared.channel;
  }

  static synchronized void release(String address) {
    Shared shared = BY_ADDRESS.get(address);
    if (shared != null && --shared.users == 0) {
      BY_ADDRESS.remove(address);
      shared.channel.shutdownNow();
    }
  }

  private static ManagedChannel connect(String address) {
    return NettyChannelBuilder.forTarget(address)
        .usePlaintext()
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(30, TimeUnit.SECONDS)
        .build();
  }

  private static final class Shared {
    private final ManagedChannel channel;
    private int users;

    private Shared(ManagedChannel channel) {
      this.channel = channel;
    }
  }
}
