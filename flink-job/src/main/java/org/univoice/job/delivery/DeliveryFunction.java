package org.univoice.job.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.univoice.internal.v1.Delivery;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.SpokenTranslation;
import org.univoice.job.translation.Translation;

/**
 * Gate, address book and log of a session's deliveries; keyed by session.
 *
 * <table>
 *   <caption>Keyed state</caption>
 *   <tr><td>session</td><td>listeners, gates, ends, the last sequence</td></tr>
 *   <tr><td>held</td><td>place → parcel of a candidate without verdict</td></tr>
 *   <tr><td>log</td><td>sequence → delivery not acknowledged, at most 60 s old</td></tr>
 * </table>
 */
public final class DeliveryFunction
    extends KeyedProcessFunction<String, DeliveryInput, OutgoingDelivery> {

  private static final long serialVersionUID = 1L;

  /** How long a delivery waits for its acknowledgement, and a session for its last ones. */
  static final long KEEP_MILLIS = 60_000;

  private static final long LOOK_EVERY_MILLIS = 5_000;

  /** More segments than the stages before this one let wait. */
  private static final int GATES = 64;

  /** A session that nobody ended is forgotten after this long without a sign of life. */
  private static final long ABANDONED_MILLIS = 2 * 3_600_000L;

  private static final long NOTICE_EVERY_MILLIS = 10_000;

  private transient ValueState<DeliveryMemory> session;
  private transient ValueState<Long> lastSeen;
  private transient MapState<Long, Parcel> held;
  private transient MapState<Long, LoggedDelivery> log;
  private transient DeliveryMetrics metrics;

  @Override
  public void open(OpenContext context) {
    session =
        getRuntimeContext().getState(new ValueStateDescriptor<>("session", DeliveryMemory.class));
    lastSeen = getRuntimeContext().getState(new ValueStateDescriptor<>("last-seen", Types.LONG));
    held =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("held", Types.LONG, TypeInformation.of(Parcel.class)));
    log =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "log", Types.LONG, TypeInformation.of(LoggedDelivery.class)));
    metrics = new DeliveryMetrics(getRuntimeContext().getMetricGroup().addGroup("delivery"));
  }

  @Override
  public void processElement(DeliveryInput input, Context context, Collector<OutgoingDelivery> out)
      throws Exception {
    long nowMillis = context.timerService().currentProcessingTime();
    DeliveryMemory memory = session.value();
    if (memory == null) {
      // A verdict may overtake the OPENED record; what a straggler opens is soon over again.
      // The record's own time: a job that begins anew gives the same sequences or later ones.
      memory =
          DeliveryMemory.opened(
              input.control() == null ? nowMillis : input.control().control().atMillis());
    }
    memory = new Turn(memory, nowMillis, out).take(input);
    if (memory.timerMillis() == 0) {
      memory = memory.withTimer(nowMillis + LOOK_EVERY_MILLIS);
      context.timerService().registerProcessingTimeTimer(memory.timerMillis());
    }
    lastSeen.update(nowMillis);
    session.update(memory);
  }

  /** Forgets what has waited too long, and the session when nobody is left. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutgoingDelivery> out)
      throws Exception {
    DeliveryMemory memory = session.value();
    if (memory == null) {
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    memory = withoutExpired(memory, nowMillis).withNewestGates(GATES);
    long idleMillis = nowMillis - lastSeen.value();
    if (memory.listeners().length == 0 || idleMillis >= ABANDONED_MILLIS) {
      session.clear();
      lastSeen.clear();
      held.clear();
      log.clear();
      return;
    }
    memory = memory.withTimer(nowMillis + LOOK_EVERY_MILLIS);
    context.timerService().registerProcessingTimeTimer(memory.timerMillis());
    session.update(memory);
  }

  private DeliveryMemory withoutExpired(DeliveryMemory before, long nowMillis) throws Exception {
    DeliveryMemory memory = before;
    List<Long> expired = new ArrayList<>();
    for (var entry : log.entries()) {
      if (entry.getValue().atMillis() + KEEP_MILLIS <= nowMillis) {
        expired.add(entry.getKey());
        Listener listener = memory.listener(entry.getValue().track());
        if (listener != null && ParcelWriter.isMissed(parse(entry.getValue().content()))) {
          memory = memory.with(listener.missing(entry.getKey()));
        }
      }
    }
    for (Long sequence : expired) {
      log.remove(sequence);
      metrics.unacknowledged();
    }
    return memory;
  }

  /** One input's turn: the memory changes as it goes, deliveries leave as they are ready. */
  private final class Turn {

    private DeliveryMemory memory;
    private final long nowMillis;
    private final Collector<OutgoingDelivery> out;

    private Turn(DeliveryMemory memory, long nowMillis, Collector<OutgoingDelivery> out) {
      this.memory = memory;
      this.nowMillis = nowMillis;
      this.out = out;
    }

    private DeliveryMemory take(DeliveryInput input) throws Exception {
      if (input.control() != null) {
        control(input.control());
      } else if (input.verdict() != null) {
        verdict(input.verdict());
      } else if (input.caption() != null) {
        caption(input.caption());
      } else if (input.translation() != null) {
        translation(input.translation());
      } else if (input.speech() != null) {
        speech(input.speech());
      }
      return memory;
    }

    private void control(TrackEvent event) throws Exception {
      SessionControl control = event.control();
      Listener known = memory.listener(event.track());
      switch (control.kind()) {
        case OPENED -> {
          String hears = primary(control.hears());
          memory =
              memory.with(
                  known == null
                      ? Listener.of(event.track(), hears, event.gateway())
                      : known.hearing(hears).at(event.gateway()));
        }
        case ATTACHED -> {
          if (known != null) {
            Listener back = known.at(event.gateway());
            memory = memory.with(back);
            forget(event.track(), control.lastSequence());
            replay(event.track(), event.gateway());
            if (back.hasMissedSince(control.lastSequence())) {
              sendTo(back, ParcelWriter.missed(event.session(), back));
            }
            byte[] done = ParcelWriter.replayed(event).toByteArray();
            out.collect(new OutgoingDelivery(event.gateway(), done));
          }
        }
        case ACKNOWLEDGED -> forget(event.track(), control.lastSequence());
        case LEFT -> {
          memory = memory.without(event.track());
          forget(event.track(), Long.MAX_VALUE);
        }
        case PAUSED, RESUMED, ENDED -> {}
      }
    }

    private void verdict(SegmentRef ref) throws Exception {
      SegmentGate gate = memory.gate(ref.segmentId(), nowMillis);
      DeliveryGate.Verdict verdict =
          ref.kind() == SegmentKind.CONFIRMED
              ? DeliveryGate.onConfirmed(gate, ref.revision(), nowMillis)
              : DeliveryGate.onWithdrawn(gate, ref.revision(), nowMillis);
      memory = memory.with(verdict.gate());
      for (Long place : verdict.released()) {
        send(held.get(place));
        held.remove(place);
      }
      for (Long place : verdict.dropped()) {
        held.remove(place);
        metrics.withheld();
      }
    }

    private void caption(Utterance utterance) throws Exception {
      SegmentRef ref = utterance.recognized().ref();
      switch (ref.kind()) {
        case PARTIAL -> {
          if (memory.gate(ref.segmentId(), nowMillis).confirmed() < 0) {
            send(ParcelWriter.caption(utterance));
          }
        }
        case CANDIDATE, FINAL -> {
          String failure = utterance.recognized().failure();
          if (failure != null) {
            pass(
                ref,
                notice(
                    ref,
                    "",
                    "STT_SERVICE_ERROR",
                    "Some speech could not be recognised: " + failure,
                    "Keep talking; recognition goes on as soon as it can."));
          } else if (!utterance.recognized().text().isBlank()) {
            pass(ref, List.of(ParcelWriter.caption(utterance)));
          }
        }
        case TRACK_ENDED -> {
          memory = memory.with(memory.end(ref.track()).captioned(utterance.targets()));
          finish(ref);
        }
        case CONFIRMED, WITHDRAWN -> {}
      }
    }

    private void translation(Translation translation) throws Exception {
      SegmentRef ref = translation.ref();
      if (ref.kind() == SegmentKind.TRACK_ENDED) {
        memory = memory.with(memory.end(ref.track()).translated(translation.target()));
        finish(ref);
      } else if (ref.kind().isSpoken() && translation.failure() != null) {
        pass(
            ref,
            notice(
                ref,
                translation.target(),
                "TRANSLATION_SERVICE_ERROR",
                "Some speech could not be translated: " + translation.failure(),
                "Captions in the speaker's language go on."));
      } else if (ref.kind().isSpoken() && !translation.text().isBlank()) {
        pass(ref, List.of(ParcelWriter.translation(translation)));
      }
    }

    private void speech(SpokenTranslation spoken) throws Exception {
      SegmentRef ref = spoken.ref();
      if (ref.kind() == SegmentKind.TRACK_ENDED) {
        memory = memory.with(memory.end(ref.track()).spoken(spoken.target()));
        finish(ref);
        return;
      }
      boolean nothingToSay = spoken.last() && spoken.index() == 0 && spoken.failure() == null;
      if (!ref.kind().isSpoken() || nothingToSay) {
        return;
      }
      List<Parcel> parcels = new ArrayList<>(ParcelWriter.speech(spoken));
      if (spoken.index() == 0 && !spoken.last()) {
        parcels.add(ParcelWriter.latency(spoken));
      }
      if (spoken.failure() != null) {
        parcels.addAll(
            notice(
                ref,
                spoken.target(),
                "TTS_SERVICE_ERROR",
                "Some of the translation could not be spoken: " + spoken.failure(),
                "Read the captions; speech comes back as soon as it can."));
      }
      pass(ref, parcels);
    }

    /** At most one notice of a kind every ten seconds: a broken model is one piece of news. */
    private List<Parcel> notice(
        SegmentRef ref, String language, String code, String message, String advice) {
      if (memory.wasNoticedSince(code, nowMillis - NOTICE_EVERY_MILLIS)) {
        return List.of();
      }
      memory = memory.withNotice(code, nowMillis);
      return List.of(ParcelWriter.notice(ref, language, code, message, advice));
    }

    private void pass(SegmentRef ref, List<Parcel> parcels) throws Exception {
      SegmentGate gate = memory.gate(ref.segmentId(), nowMillis);
      DeliveryGate.Decision decision =
          ref.kind() == SegmentKind.FINAL
              ? DeliveryGate.Decision.RELEASE
              : DeliveryGate.onCandidate(gate, ref.revision());
      for (Parcel parcel : parcels) {
        switch (decision) {
          case RELEASE -> send(parcel);
          case HOLD -> {
            gate = DeliveryGate.hold(gate, ref.revision(), memory.nextPlace(), nowMillis);
            held.put(memory.nextPlace(), parcel);
            memory = memory.nextPlaceTaken().with(gate);
          }
          case DROP -> metrics.withheld();
        }
      }
    }

    private void send(Parcel parcel) throws Exception {
      Delivery content = ParcelWriter.leaving(parse(parcel.content()), nowMillis);
      if (content.hasLatency()) {
        metrics.spoken(content.getLatency());
      }
      for (Listener listener :
          Audience.of(memory.listeners(), parcel.language(), parcel.speakerTrack())) {
        sendTo(listener, content);
      }
    }

    private void sendTo(Listener listener, Delivery unaddressed) throws Exception {
      memory = memory.nextSequence(nowMillis);
      byte[] content =
          unaddressed.toBuilder()
              .setTrackId(listener.track())
              .setSequence(memory.lastSequence())
              .setDeliveredAtMs(nowMillis)
              .build()
              .toByteArray();
      log.put(memory.lastSequence(), new LoggedDelivery(listener.track(), nowMillis, content));
      out.collect(new OutgoingDelivery(listener.gateway(), content));
      metrics.delivered();
    }

    /** Tells listeners of a language, and at last the speaker, that nothing more comes. */
    private void finish(SegmentRef ref) throws Exception {
      TrackEnd end = memory.end(ref.track());
      if (end.targets() == null) {
        return;
      }
      for (String language : end.targets()) {
        if (end.isCompleteFor(language) && !end.wasTold(language)) {
          send(ParcelWriter.finished(ref.session(), ref.track(), language));
          end = end.told(language);
        }
      }
      Listener speaker = memory.listener(ref.track());
      if (end.isComplete() && !end.wasTold("") && speaker != null) {
        sendTo(speaker, ParcelWriter.finished(ref.session(), ref.track()));
        end = end.told("");
      }
      memory = end.isComplete() && speaker == null ? memory.without(end) : memory.with(end);
    }

    private void forget(String track, long upToSequence) throws Exception {
      List<Long> acknowledged = new ArrayList<>();
      for (var entry : log.entries()) {
        if (entry.getKey() <= upToSequence && entry.getValue().track().equals(track)) {
          acknowledged.add(entry.getKey());
        }
      }
      for (Long sequence : acknowledged) {
        log.remove(sequence);
      }
    }

    private void replay(String track, String gateway) throws Exception {
      List<Long> missing = new ArrayList<>();
      for (var entry : log.entries()) {
        if (entry.getValue().track().equals(track)) {
          missing.add(entry.getKey());
        }
      }
      missing.sort(null);
      for (Long sequence : missing) {
        out.collect(new OutgoingDelivery(gateway, log.get(sequence).content()));
        metrics.replayed();
      }
    }
  }

  private static Delivery parse(byte[] content) {
    try {
      return Delivery.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a parcel of our own cannot be read", e);
    }
  }

  private static String primary(String languageTag) {
    int dash = languageTag.indexOf('-');
    return (dash < 0 ? languageTag : languageTag.substring(0, dash))
        .toLowerCase(java.util.Locale.ROOT);
  }
}
