package org.univoice.job.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.function.Consumer;
import org.univoice.internal.v1.Delivery;
import org.univoice.job.diarization.VoiceLesson;
import org.univoice.job.segmentation.AttachedTrack;
import org.univoice.job.stream.TrackEvent;

/** Addresses and numbers what leaves, and logs it until it is acknowledged. */
final class Outbox {

  private final DeliveryLog log;
  private final DeliveryMetrics metrics;
  private final long nowMillis;
  private final Consumer<OutgoingDelivery> out;

  Outbox(DeliveryLog log, DeliveryMetrics metrics, long nowMillis, Consumer<OutgoingDelivery> out) {
    this.log = log;
    this.metrics = metrics;
    this.nowMillis = nowMillis;
    this.out = out;
  }

  /** To everyone who hears it. */
  DeliveryMemory send(DeliveryMemory before, Parcel parcel) throws Exception {
    DeliveryMemory memory = before;
    Delivery content = ParcelWriter.leaving(parse(parcel.content()), nowMillis);
    if (content.hasLatency()) {
      metrics.spoken(content.getLatency());
    }
    boolean toRead = content.hasTranslation() || content.hasLatency();
    for (Listener listener :
        Audience.of(memory.listeners(), parcel.language(), parcel.speakerTrack(), toRead)) {
      memory = sendTo(memory, listener, content);
    }
    return memory;
  }

  DeliveryMemory sendTo(DeliveryMemory before, Listener listener, Delivery unaddressed)
      throws Exception {
    DeliveryMemory memory = before.nextSequence(nowMillis);
    byte[] content =
        unaddressed.toBuilder()
            .setTrackId(listener.track())
            .setSequence(memory.lastSequence())
            .setDeliveredAtMs(nowMillis)
            .build()
            .toByteArray();
    log.add(memory.lastSequence(), new LoggedDelivery(listener.track(), nowMillis, content));
    out.accept(new OutgoingDelivery(listener.gateway(), content));
    metrics.delivered();
    return memory;
  }

  /** What a participant lacks that has attached, and then that this was all. */
  DeliveryMemory sendAgain(DeliveryMemory before, Listener back, AttachedTrack attached)
      throws Exception {
    DeliveryMemory memory = before;
    for (LoggedDelivery missing : log.missing(back.track())) {
      out.accept(new OutgoingDelivery(back.gateway(), missing.content()));
      metrics.replayed();
    }
    TrackEvent event = attached.attached();
    if (back.hasMissedSince(event.control().lastSequence())) {
      memory = sendTo(memory, back, ParcelWriter.missed(event.session(), back));
    }
    byte[] done = ParcelWriter.replayed(attached).toByteArray();
    out.accept(new OutgoingDelivery(back.gateway(), done));
    return memory;
  }

  /** Not for its client, so nobody acknowledges it and nothing is kept of it. */
  void tell(String gateway, VoiceLesson lesson) {
    out.accept(new OutgoingDelivery(gateway, ParcelWriter.learned(lesson).toByteArray()));
  }

  static Delivery parse(byte[] content) {
    try {
      return Delivery.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a parcel of our own cannot be read", e);
    }
  }
}
