package org.univoice.gateway.delivery;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.internal.v1.DeliveryAck;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryServiceGrpc;
import org.univoice.log.LogFields;

/**
 * Batches of the job in, acknowledgements out, in order. One batch is in hand per stream: the next
 * one is asked for after its predecessor is queued, so a slow gateway slows the job.
 */
public final class DeliveryEndpoint extends DeliveryServiceGrpc.DeliveryServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryEndpoint.class);

  private final DeliveryRouter router;

  public DeliveryEndpoint(DeliveryRouter router) {
    this.router = router;
  }

  @Override
  public StreamObserver<DeliveryBatch> deliver(StreamObserver<DeliveryAck> answers) {
    ServerCallStreamObserver<DeliveryAck> acks = (ServerCallStreamObserver<DeliveryAck>) answers;
    acks.disableAutoRequest();
    acks.request(1);
    return new Batches(acks);
  }

  private DeliveryAck queue(DeliveryBatch batch) {
    Set<String> unknownSessions = new LinkedHashSet<>();
    for (org.univoice.internal.v1.Delivery wire : batch.getDeliveriesList()) {
      LogFields ids = LogFields.ofParticipant(wire.getSessionId(), wire.getTrackId());
      if (!ids.call(() -> queue(wire))) {
        unknownSessions.add(wire.getSessionId());
      }
    }
    return DeliveryAck.newBuilder()
        .setBatch(batch.getBatch())
        .addAllUnknownSessions(unknownSessions)
        .build();
  }

  /** False when the session is not held here. */
  private boolean queue(org.univoice.internal.v1.Delivery wire) {
    try {
      Optional<Delivery> delivery = DeliveryDecoder.decode(wire);
      if (delivery.isEmpty()) {
        LOG.warn("A delivery of an unknown kind was dropped: {}", wire.getId());
      }
      return delivery.isEmpty() || router.route(delivery.get());
    } catch (RuntimeException e) {
      LOG.error("A delivery could not be queued: {}", wire.getId(), e);
      throw e;
    }
  }

  private final class Batches implements StreamObserver<DeliveryBatch> {
    private final ServerCallStreamObserver<DeliveryAck> acks;

    private Batches(ServerCallStreamObserver<DeliveryAck> acks) {
      this.acks = acks;
    }

    @Override
    public void onNext(DeliveryBatch batch) {
      try {
        acks.onNext(queue(batch));
        acks.request(1);
      } catch (RuntimeException e) {
        // The job sends unacknowledged batches again on a new stream.
        acks.onError(new StatusException(Status.INTERNAL.withDescription("batch not queued")));
      }
    }

    @Override
    public void onError(Throwable failure) {
      LOG.debug("A delivery stream ended: {}", failure.toString());
    }

    @Override
    public void onCompleted() {
      acks.onCompleted();
    }
  }
}
