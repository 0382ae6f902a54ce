package org.univoice.job.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.DeliveryAck;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryServiceGrpc;

/**
 * One stream of deliveries to one gateway. Batches not yet acknowledged are sent again over the
 * next stream when this one breaks; the gateway recognises what it has. Deliveries are dropped only
 * when more wait than a gateway could catch up with: the delivery log still has them.
 */
final class GatewayConnection {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayConnection.class);

  /** About three minutes of speech to one listener; what is dropped here is still in the log. */
  private static final long MAX_WAITING_BYTES = 16L * 1024 * 1024;

  private static final long FIRST_BACKOFF_MILLIS = 50;
  private static final long MAX_BACKOFF_MILLIS = 2_000;

  private final String gateway;
  private final ManagedChannel channel;
  private final Deque<DeliveryBatch> unacknowledged = new ArrayDeque<>();
  private StreamObserver<DeliveryBatch> stream;
  private Acknowledgements acknowledgements;
  private long waitingBytes;
  private long nextBatch = 1;
  private long backoffMillis;
  private long usedMillis;
  private boolean dropping;
  private boolean closed;

  GatewayConnection(String gateway) {
    this.gateway = gateway;
    this.channel = NettyChannelBuilder.forTarget(gateway).usePlaintext().build();
  }

  synchronized void send(byte[] delivery, long nowMillis) {
    usedMillis = nowMillis;
    while (waitingBytes > MAX_WAITING_BYTES && !unacknowledged.isEmpty()) {
      forgetFirst();
      if (!dropping) {
        dropping = true;
        LOG.warn("Gateway {} is too far behind: deliveries wait in the log instead", gateway);
      }
    }
    DeliveryBatch batch =
        DeliveryBatch.newBuilder().setBatch(nextBatch++).addDeliveries(parse(delivery)).build();
    unacknowledged.addLast(batch);
    waitingBytes += batch.getSerializedSize();
    if (stream != null) {
      stream.onNext(batch);
    } else if (backoffMillis == 0) {
      connect();
    }
  }

  /** Waits while the gateway can be reached and owes acknowledgements, at most until then. */
  synchronized void awaitAcknowledged(long untilMillis) throws InterruptedException {
    while (!unacknowledged.isEmpty() && backoffMillis == 0) {
      long left = untilMillis - System.currentTimeMillis();
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  synchronized boolean closeWhenUnusedSince(long millis) {
    if (usedMillis >= millis) {
      return false;
    }
    close();
    return true;
  }

  synchronized void close() {
    closed = true;
    if (stream != null) {
      stream.onCompleted();
      stream = null;
    }
    channel.shutdown();
  }

  private void connect() {
    if (closed) {
      return;
    }
    acknowledgements = new Acknowledgements();
    stream = DeliveryServiceGrpc.newStub(channel).deliver(acknowledgements);
    unacknowledged.forEach(stream::onNext);
  }

  private synchronized void acknowledged(long batch) {
    backoffMillis = 0;
    dropping = false;
    while (!unacknowledged.isEmpty() && unacknowledged.peekFirst().getBatch() <= batch) {
      forgetFirst();
    }
    notifyAll();
  }

  private void forgetFirst() {
    waitingBytes -= unacknowledged.pollFirst().getSerializedSize();
  }

  private synchronized void broken(Acknowledgements which, String why) {
    if (closed || which != acknowledgements || stream == null) {
      return;
    }
    stream = null;
    backoffMillis = Math.min(MAX_BACKOFF_MILLIS, Math.max(FIRST_BACKOFF_MILLIS, 2 * backoffMillis));
    LOG.warn("Gateway {} lost ({}), again in {} ms", gateway, why, backoffMillis);
    notifyAll();
    CompletableFuture.delayedExecutor(backoffMillis, TimeUnit.MILLISECONDS)
        .execute(this::connectAgain);
  }

  private synchronized void connectAgain() {
    if (stream == null && !unacknowledged.isEmpty()) {
      connect();
    } else if (stream == null) {
      backoffMillis = 0;
    }
  }

  private static Delivery parse(byte[] delivery) {
    try {
      return Delivery.parseFrom(delivery);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a delivery of our own cannot be read", e);
    }
  }

  private final class Acknowledgements implements StreamObserver<DeliveryAck> {

    private final List<String> unknown = new ArrayList<>();

    @Override
    public void onNext(DeliveryAck ack) {
      for (String session : ack.getUnknownSessionsList()) {
        if (!unknown.contains(session)) {
          unknown.add(session);
          LOG.info("Gateway {} does not hold session {}", gateway, session);
        }
      }
      acknowledged(ack.getBatch());
    }

    @Override
    public void onError(Throwable cause) {
      broken(this, cause.toString());
    }

    @Override
    public void onCompleted() {
      broken(this, "it ended the stream");
    }
  }
}
