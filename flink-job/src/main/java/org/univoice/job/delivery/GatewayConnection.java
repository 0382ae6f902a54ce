package org.univoice.job.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.DeliveryAck;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryServiceGrpc;
import org.univoice.job.call.DaemonTimer;
import org.univoice.log.LogFields;

/**
 * One stream of deliveries to one gateway. A batch leaves when the stream takes it, so what a slow
 * gateway leaves waiting waits here, counted. Batches not yet acknowledged are sent again over the
 * next stream when this one breaks; the gateway recognises what it has. When more waits than a
 * gateway can catch up with, the oldest speech is dropped, which would be too late to be heard.
 * Words never are: what comes after them is acknowledged, and then the log does not have them any
 * more.
 */
final class GatewayConnection {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayConnection.class);

  /** Some seven seconds of speech to each of two hundred listeners. */
  private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

  /** A gateway that answers nothing for this long, and then no ping either, is taken for lost. */
  private static final long KEEP_ALIVE_SECONDS = 15;

  private static final long PING_WITHIN_SECONDS = 5;

  private static final long FIRST_BACKOFF_MILLIS = 50;
  private static final long MAX_BACKOFF_MILLIS = 2_000;

  private final String gateway;
  private final DaemonTimer timer;
  private final ManagedChannel channel;
  private final Deque<DeliveryBatch> sent = new ArrayDeque<>();
  private final Deque<DeliveryBatch> unsent = new ArrayDeque<>();
  private ClientCallStreamObserver<DeliveryBatch> stream;
  private Acknowledgements acknowledgements;
  private long waitingBytes;
  private long nextBatch = 1;
  private long backoffMillis;
  private long usedMillis;
  private boolean dropping;
  private boolean closed;

  /**
   * @param gateway host:port
   * @param timer for the next attempt when it cannot be reached
   */
  GatewayConnection(String gateway, DaemonTimer timer) {
    this.gateway = gateway;
    this.timer = timer;
    this.channel =
        NettyChannelBuilder.forTarget(gateway)
            .usePlaintext()
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(PING_WITHIN_SECONDS, TimeUnit.SECONDS)
            .build();
  }

  synchronized void send(byte[] delivery, long nowMillis) {
    usedMillis = nowMillis;
    if (waitingBytes > MAX_WAITING_BYTES) {
      dropSpeech();
    }
    DeliveryBatch batch =
        DeliveryBatch.newBuilder().setBatch(nextBatch++).addDeliveries(parse(delivery)).build();
    unsent.addLast(batch);
    waitingBytes += batch.getSerializedSize();
    if (stream != null) {
      sendWhatIsTaken();
    } else if (backoffMillis == 0) {
      connect();
    }
  }

  /** Waits while the gateway can be reached and owes acknowledgements, at most until then. */
  synchronized void awaitAcknowledged(long untilMillis) throws InterruptedException {
    while (owes() && backoffMillis == 0) {
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
    while (!sent.isEmpty()) {
      unsent.addFirst(sent.pollLast());
    }
    acknowledgements = new Acknowledgements();
    stream =
        (ClientCallStreamObserver<DeliveryBatch>)
            DeliveryServiceGrpc.newStub(channel).deliver(acknowledgements);
    sendWhatIsTaken();
  }

  private synchronized void sendWhatIsTaken() {
    while (stream != null && stream.isReady() && !unsent.isEmpty()) {
      sent.addLast(unsent.pollFirst());
      stream.onNext(sent.peekLast());
    }
  }

  private boolean owes() {
    return !sent.isEmpty() || !unsent.isEmpty();
  }

  private synchronized void acknowledged(long batch) {
    backoffMillis = 0;
    dropping = false;
    while (!sent.isEmpty() && sent.peekFirst().getBatch() <= batch) {
      forgetFirst();
    }
    notifyAll();
  }

  /** Down to three quarters, so that not every delivery looks for some. */
  private void dropSpeech() {
    if (!dropping) {
      dropping = true;
      LOG.warn("Gateway {} is too far behind: the oldest speech is left out", gateway);
    }
    for (Iterator<DeliveryBatch> oldest : List.of(sent.iterator(), unsent.iterator())) {
      while (oldest.hasNext() && waitingBytes > MAX_WAITING_BYTES / 4 * 3) {
        DeliveryBatch batch = oldest.next();
        if (batch.getDeliveries(0).hasSpeechChunk()) {
          waitingBytes -= batch.getSerializedSize();
          oldest.remove();
        }
      }
    }
  }

  private void forgetFirst() {
    waitingBytes -= (sent.isEmpty() ? unsent : sent).pollFirst().getSerializedSize();
  }

  private synchronized void broken(Acknowledgements which, String why) {
    if (closed || which != acknowledgements || stream == null) {
      return;
    }
    stream = null;
    backoffMillis = Math.min(MAX_BACKOFF_MILLIS, Math.max(FIRST_BACKOFF_MILLIS, 2 * backoffMillis));
    LOG.warn("Gateway {} lost ({}), again in {} ms", gateway, why, backoffMillis);
    notifyAll();
    timer.after(backoffMillis, this::connectAgain);
  }

  private synchronized void connectAgain() {
    if (stream == null && owes()) {
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

  private final class Acknowledgements
      implements ClientResponseObserver<DeliveryBatch, DeliveryAck> {

    private final List<String> unknown = new ArrayList<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<DeliveryBatch> requests) {
      requests.setOnReadyHandler(GatewayConnection.this::sendWhatIsTaken);
    }

    @Override
    public void onNext(DeliveryAck ack) {
      for (String session : ack.getUnknownSessionsList()) {
        if (!unknown.contains(session)) {
          unknown.add(session);
          LogFields.ofSession(session)
              .run(() -> LOG.info("Gateway {} does not hold the session", gateway));
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
