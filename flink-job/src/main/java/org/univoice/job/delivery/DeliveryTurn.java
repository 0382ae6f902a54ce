package org.univoice.job.delivery;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.recognition.LanguageTag;
import org.univoice.job.segmentation.AttachedTrack;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.SpokenTranslation;
import org.univoice.job.translation.Translation;

/**
 * One input's turn in its session: what becomes of it for whom. The memory changes as it goes, and
 * deliveries leave as they are ready.
 */
final class DeliveryTurn {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryTurn.class);

  private static final long NOTICE_EVERY_MILLIS = 10_000;

  /** Speech that begins later than this is no conversation any more; captions are. */
  static final long FAR_BEHIND_MILLIS = 15_000;

  private final DeliveryLog log;
  private final SessionStore<Parcel> held;
  private final Outbox outbox;
  private final DeliveryMetrics metrics;
  private final long nowMillis;
  private DeliveryMemory memory;

  /**
   * @param held place → parcel of a candidate without verdict
   */
  DeliveryTurn(
      DeliveryMemory memory,
      DeliveryLog log,
      SessionStore<Parcel> held,
      Outbox outbox,
      DeliveryMetrics metrics,
      long nowMillis) {
    this.memory = memory;
    this.log = log;
    this.held = held;
    this.outbox = outbox;
    this.metrics = metrics;
    this.nowMillis = nowMillis;
  }

  /** The memory afterwards. */
  DeliveryMemory take(DeliveryInput input) throws Exception {
    if (input.control() != null) {
      control(input.control());
    } else if (input.attached() != null) {
      attached(input.attached());
    } else if (input.verdict() != null) {
      verdict(input.verdict());
    } else if (input.caption() != null) {
      caption(input.caption());
    } else if (input.translation() != null) {
      translation(input.translation());
    } else if (input.speech() != null) {
      speech(input.speech());
    } else if (input.lesson() != null) {
      Listener there = memory.listener(input.lesson().track());
      outbox.tell(there == null ? input.lesson().gateway() : there.gateway(), input.lesson());
    }
    return memory;
  }

  private void control(TrackEvent event) throws Exception {
    SessionControl control = event.control();
    Listener known = memory.listener(event.track());
    switch (control.kind()) {
      case OPENED -> {
        String hears = LanguageTag.primary(control.hears());
        Listener opened =
            known == null
                ? Listener.of(event.track(), hears, event.gateway())
                : known.hearing(hears).at(event.gateway());
        memory = memory.with(opened.withOwnTranslations(control.ownTranslations()));
      }
      case ACKNOWLEDGED -> log.acknowledged(event.track(), control.lastSequence());
      case LEFT -> {
        memory = memory.without(event.track());
        log.forget(event.track());
      }
      // Answered when the track's place is known, which segmentation says.
      case ATTACHED -> {}
      case PAUSED, RESUMED, ENDED -> {}
    }
  }

  private void attached(AttachedTrack track) throws Exception {
    TrackEvent event = track.attached();
    Listener known = memory.listener(event.track());
    if (known != null) {
      Listener back = known.at(event.gateway());
      log.acknowledged(event.track(), event.control().lastSequence());
      memory = outbox.sendAgain(memory.with(back), back, track);
    }
  }

  private void verdict(SegmentRef ref) throws Exception {
    SegmentGate gate = memory.gate(ref.wholeId(), nowMillis);
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
        if (memory.gate(ref.wholeId(), nowMillis).confirmed() < 0) {
          send(ParcelWriter.caption(utterance));
        }
      }
      case CANDIDATE, FINAL -> {
        String failure = utterance.recognized().failure();
        if (failure != null) {
          pass(ref, notice(ServiceFailure.RECOGNITION, ref, "", failure));
        } else if (utterance.recognized().text().isBlank()) {
          // Its partials may stand on a screen, and nothing else would ever replace them.
          pass(ref, List.of(ParcelWriter.takenBack(utterance)));
        } else {
          pass(ref, List.of(ParcelWriter.caption(utterance)));
        }
      }
      case TRACK_ENDED -> finish(ref, memory.end(ref.track()).captioned(utterance.targets()));
      case CONFIRMED, WITHDRAWN -> {}
    }
  }

  private void translation(Translation translation) throws Exception {
    SegmentRef ref = translation.ref();
    String target = translation.target();
    if (ref.kind() == SegmentKind.TRACK_ENDED) {
      finish(ref, memory.end(ref.track()).translated(target));
    } else if (ref.kind().isSpoken() && translation.failure() != null) {
      pass(ref, notice(ServiceFailure.TRANSLATION, ref, target, translation.failure()));
    } else if (ref.kind().isSpoken() && !translation.text().isBlank()) {
      pass(ref, List.of(ParcelWriter.translation(translation)));
    }
  }

  private void speech(SpokenTranslation spoken) throws Exception {
    SegmentRef ref = spoken.ref();
    if (ref.kind() == SegmentKind.TRACK_ENDED) {
      finish(ref, memory.end(ref.track()).spoken(spoken.target()));
      return;
    }
    boolean nothingToSay = spoken.last() && spoken.index() == 0 && spoken.failure() == null;
    if (!ref.kind().isSpoken() || nothingToSay) {
      return;
    }
    List<Parcel> parcels = new ArrayList<>(ParcelWriter.speech(spoken));
    if (spoken.lateMillis() > FAR_BEHIND_MILLIS) {
      parcels.addAll(
          notice(
              ServiceFailure.PACE,
              ref,
              spoken.target(),
              "speech begins " + spoken.lateMillis() + " ms after the end of what was said"));
    }
    if (spoken.index() == 0 && !spoken.last()) {
      parcels.add(ParcelWriter.latency(spoken));
    }
    if (spoken.failure() != null) {
      parcels.addAll(notice(ServiceFailure.SYNTHESIS, ref, spoken.target(), spoken.failure()));
    }
    pass(ref, parcels);
  }

  /** Nothing when it was told lately: a broken model is one piece of news. */
  private List<Parcel> notice(
      ServiceFailure service, SegmentRef ref, String language, String failure) {
    if (wasToldLately(service.news(ref, language))) {
      return List.of();
    }
    ref.logFields().run(() -> LOG.warn("{}: {}", service.code(), failure));
    return List.of(service.notice(ref, language));
  }

  private void pass(SegmentRef ref, List<Parcel> parcels) throws Exception {
    SegmentGate gate = memory.gate(ref.wholeId(), nowMillis);
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

  /**
   * A notice counts when it leaves: one that is held may be dropped, and others are held with it.
   */
  private void send(Parcel parcel) throws Exception {
    if (parcel.news() != null) {
      if (wasToldLately(parcel.news())) {
        return;
      }
      memory = memory.withNotice(parcel.news(), nowMillis, nowMillis - NOTICE_EVERY_MILLIS);
    }
    memory = outbox.send(memory, parcel);
  }

  private boolean wasToldLately(String news) {
    return memory.wasNoticedSince(news, nowMillis - NOTICE_EVERY_MILLIS);
  }

  /** Tells listeners of a language, and at last the speaker, that nothing more comes. */
  private void finish(SegmentRef ref, TrackEnd known) throws Exception {
    TrackEnd end = known;
    if (end.targets() != null) {
      for (String language : end.targets()) {
        if (end.isCompleteFor(language) && !end.wasTold(language)) {
          send(ParcelWriter.finished(ref.session(), ref.track(), language));
          end = end.told(language);
        }
      }
    }
    Listener speaker = memory.listener(ref.track());
    if (end.isComplete() && !end.wasTold("") && speaker != null) {
      memory = outbox.sendTo(memory, speaker, ParcelWriter.finished(ref.session(), ref.track()));
      end = end.told("");
    }
    memory = end.isComplete() && speaker == null ? memory.without(end) : memory.with(end);
  }
}
