package org.univoice.gateway.grpc;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.univoice.gateway.audio.QualityAdvice;
import org.univoice.gateway.audio.ffmpeg.FfmpegSpeechEncoder;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.ListenerQueue.Dropped;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.websocket.DeliveryMessages;
import org.univoice.gateway.websocket.OriginalOutput;
import org.univoice.gateway.websocket.ServerMessage;
import org.univoice.gateway.websocket.SpeechOutput;

/**
 * Sends a participant what waits for it, as long as the client reads; what waits longer stays in
 * the participant's bounded queue.
 */
final class Outlet {
  private static final int REMEMBERED_SPEECHES = 64;

  private final Answers answers;
  private final ScheduledExecutorService executor;
  private final Runnable finished;
  private final AtomicBoolean planned = new AtomicBoolean();
  private final Map<Integer, String> segments = BoundedMap.ofLatest(REMEMBERED_SPEECHES);
  private final SpeechOutput speech = new SpeechOutput(FfmpegSpeechEncoder::open);
  private Participant participant;
  private ParticipantConnection connection;
  private Optional<QualityAdvice> given = Optional.empty();
  private boolean endOfHoldPlanned;
  private boolean ownTrackFinished;
  private boolean closing;
  private volatile long lastSequence;

  /**
   * @param finished runs when the own track has been delivered after {@link #closeWhenFinished}
   */
  Outlet(Answers answers, ScheduledExecutorService executor, Runnable finished) {
    this.answers = answers;
    this.executor = executor;
    this.finished = finished;
  }

  synchronized void serve(Participant listener, ParticipantConnection seat) {
    participant = listener;
    connection = seat;
  }

  long lastSequence() {
    return lastSequence;
  }

  void deliveriesWaiting() {
    if (planned.compareAndSet(false, true)) {
      executor.execute(this::send);
    }
  }

  private synchronized void send() {
    planned.set(false);
    if (participant == null || answers.isOver()) {
      return;
    }
    long heldMillis = participant.heldMillis();
    if (heldMillis > 0) {
      if (!endOfHoldPlanned) {
        endOfHoldPlanned = true;
        executor.schedule(this::sendAfterHold, heldMillis, TimeUnit.MILLISECONDS);
      }
      return;
    }
    while (answers.isReady()) {
      Optional<Delivery> next = participant.poll(connection);
      if (next.isEmpty()) {
        break;
      }
      deliver(next.get());
    }
    if (answers.isReady()) {
      tellDropped(participant.takeDropped());
    }
    sendOriginals();
    if (closing && ownTrackFinished) {
      executor.execute(finished);
    }
  }

  /** After everything else, and only what the call takes at once. */
  private void sendOriginals() {
    while (answers.isReady()) {
      Optional<OriginalPiece> next = participant.pollOriginal(connection);
      if (next.isEmpty()) {
        break;
      }
      say(OriginalOutput.message(next.get(), lastSequence));
    }
  }

  private synchronized void sendAfterHold() {
    endOfHoldPlanned = false;
    send();
  }

  private void deliver(Delivery delivery) {
    ServerMessage message = DeliveryMessages.of(delivery, participant);
    if (message instanceof ServerMessage.SpeechBegin begin) {
      segments.put(begin.audio(), begin.segment());
    }
    speech.encoded(message, participant).forEach(this::say);
    ownTrackFinished |=
        delivery.body() instanceof DeliveryBody.TrackFinished track
            && track.track().equals(participant.id());
  }

  synchronized void say(ServerMessage message) {
    lastSequence = Math.max(lastSequence, message.sequence());
    answers.send(InterpreterMessages.of(message, segments));
  }

  /** Nothing more is sent. */
  synchronized void close() {
    participant = null;
    speech.close();
  }

  synchronized void closeWhenFinished() {
    closing = true;
    deliveriesWaiting();
  }

  /** Tells a speaker, once, when the audio is silent, distorted or noisy. */
  synchronized void judge(Participant speaker) {
    speaker
        .takeQuality()
        .ifPresent(
            report -> {
              Optional<QualityAdvice> advice = QualityAdvice.on(report);
              if (advice.isPresent() && !advice.equals(given)) {
                QualityAdvice news = advice.get();
                notice(news.code(), news.message(), news.suggestion());
              }
              given = advice;
            });
  }

  synchronized void notice(String code, String message, String suggestion) {
    say(new ServerMessage.Notice(lastSequence, code, message, suggestion, null));
  }

  private void tellDropped(Dropped dropped) {
    if (!dropped.nothing()) {
      notice(
          "LISTENING_TOO_SLOWLY",
          String.format(
              "Left out because the connection is too slow: %d captions, %d ms of speech, %d other"
                  + " messages.",
              dropped.captions(), dropped.speechMillis(), dropped.others()),
          "Use a faster connection, or ask for final captions only.");
    }
  }
}
