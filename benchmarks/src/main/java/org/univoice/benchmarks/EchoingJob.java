package org.univoice.benchmarks;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.DeliveryAck;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryServiceGrpc;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SpeechChunk;

/**
 * Stands where stream and job are: delivers a piece of speech for each piece of audio, over gRPC as
 * the job does, and says when audio arrived.
 */
final class EchoingJob extends NeverFull implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private ManagedChannel channel;
  private StreamObserver<DeliveryBatch> batches;
  private long batch;

  void deliverTo(InetSocketAddress gateway) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.getPort()).usePlaintext().build();
    batches = DeliveryServiceGrpc.newStub(channel).deliver(new Acknowledgements());
  }

  /** When the track's next audio came: {@link System#nanoTime}. */
  CompletableFuture<Long> nextAudio(String track) {
    CompletableFuture<Long> next = new CompletableFuture<>();
    awaited.put(track, next);
    return next;
  }

  @Override
  public void publish(SessionRecord record) {
    if (record.hasAudio()) {
      CompletableFuture<Long> next = awaited.remove(record.getTrackId());
      if (next != null) {
        next.complete(System.nanoTime());
      }
      thread.execute(() -> batches.onNext(echo(record)));
    }
  }

  private DeliveryBatch echo(SessionRecord record) {
    long number = record.getAudio().getSequence();
    String segment = record.getTrackId() + ":" + number;
    return DeliveryBatch.newBuilder()
        .setBatch(++batch)
        .addDeliveries(
            Delivery.newBuilder()
                .setId(segment + "/pt/speech/0")
                .setSessionId(record.getSessionId())
                .setTrackId(record.getTrackId())
                .setSequence(number + 1)
                .setDeliveredAtMs(System.currentTimeMillis())
                .setSpeechChunk(
                    SpeechChunk.newBuilder()
                        .setSegmentId(segment)
                        .setPcm(ByteString.copyFrom(new byte[2_400]))))
        .build();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private static final class Acknowledgements implements StreamObserver<DeliveryAck> {
    @Override
    public void onNext(DeliveryAck ack) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
