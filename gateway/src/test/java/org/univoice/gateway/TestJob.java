package org.univoice.gateway;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.DeliveryAck;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryServiceGrpc;
import org.univoice.internal.v1.Replayed;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.SpeechBegin;
import org.univoice.internal.v1.SpeechChunk;
import org.univoice.internal.v1.SpeechEnd;
import org.univoice.internal.v1.VoiceLearned;
import org.univoice.internal.v1.VoiceTier;

/** What the job would send, to one participant. */
final class TestJob implements AutoCloseable {
  final BlockingQueue<DeliveryAck> acks = new LinkedBlockingQueue<>();
  private final ManagedChannel channel;
  private final StreamObserver<DeliveryBatch> batches;
  private long batch;

  TestJob(InetSocketAddress gateway) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.getPort()).usePlaintext().build();
    batches =
        DeliveryServiceGrpc.newStub(channel)
            .deliver(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DeliveryAck ack) {
                    acks.add(ack);
                  }

                  @Override
                  public void onError(Throwable failure) {}

                  @Override
                  public void onCompleted() {}
                });
  }

  /** Sends and waits for the acknowledgement. */
  DeliveryAck deliver(Delivery.Builder... deliveries) {
    DeliveryBatch.Builder next = DeliveryBatch.newBuilder().setBatch(++batch);
    for (Delivery.Builder delivery : deliveries) {
      next.addDeliveries(delivery);
    }
    batches.onNext(next.build());
    try {
      DeliveryAck ack = acks.poll(10, TimeUnit.SECONDS);
      if (ack == null || ack.getBatch() != batch) {
        throw new AssertionError("not acknowledged: " + ack);
      }
      return ack;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Delivery.Builder to(String session, String participant, long sequence, String id) {
    return Delivery.newBuilder()
        .setSessionId(session)
        .setTrackId(participant)
        .setSequence(sequence)
        .setId(id);
  }

  static Delivery.Builder caption(Delivery.Builder to, String text, boolean isFinal) {
    return to.setCaption(
        Caption.newBuilder()
            .setSegment(segment())
            .setFinal(isFinal)
            .setLanguage("en")
            .setText(text)
            .setConfidence(0.9f));
  }

  static Delivery.Builder begin(Delivery.Builder to) {
    return to.setSpeechBegin(
        SpeechBegin.newBuilder()
            .setSegment(segment())
            .setLanguage("pt")
            .setVoice(VoiceTier.VOICE_TIER_SIMILAR));
  }

  static Delivery.Builder chunk(Delivery.Builder to, int index, int bytes) {
    return chunk(to, index, new byte[bytes]);
  }

  static Delivery.Builder chunk(Delivery.Builder to, int index, byte[] pcm) {
    return to.setSpeechChunk(
        SpeechChunk.newBuilder()
            .setSegmentId("t1:0")
            .setIndex(index)
            .setPcm(ByteString.copyFrom(pcm)));
  }

  static Delivery.Builder end(Delivery.Builder to, int chunks) {
    return to.setSpeechEnd(
        SpeechEnd.newBuilder()
            .setSegmentId("t1:0")
            .setLanguage("pt")
            .setVoice(VoiceTier.VOICE_TIER_SIMILAR)
            .setChunks(chunks));
  }

  static Delivery.Builder replayed(String session, String participant, long attachedAtMillis) {
    return to(session, participant, 0, participant + "/replayed/" + attachedAtMillis)
        .setReplayed(Replayed.newBuilder().setAttachedAtMs(attachedAtMillis));
  }

  /** To a gateway that has just taken the participant over. */
  static Delivery.Builder replayed(
      String session,
      String participant,
      long attachedAtMillis,
      long nextSequence,
      long nextStartMillis) {
    Delivery.Builder answer = replayed(session, participant, attachedAtMillis);
    answer
        .getReplayedBuilder()
        .getPositionBuilder()
        .setNextSequence(nextSequence)
        .setNextStartMs(nextStartMillis);
    return answer;
  }

  /** Three more voiceprints of a voice, all alike. */
  void learned(String id, VoiceProfile known) {
    VoiceLearned.Builder learned =
        VoiceLearned.newBuilder()
            .setProfileId(known.profileId())
            .setModel(known.model())
            .setSamples(3)
            .setLnPitchMean(4.8f)
            .setLnPitchDeviation(0.2f)
            .setLoudness(-20)
            .setRate(4);
    known.embedding().forEach(value -> learned.addEmbeddingSum(3 * value));
    deliver(to("gone", "t", 0, id).setVoiceLearned(learned));
  }

  private static Segment segment() {
    return Segment.newBuilder()
        .setId("t1:0")
        .setSpeaker("S1")
        .setTrackId("t1")
        .setStartMs(0)
        .setEndMs(900)
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
