package org.univoice.gateway.grpc;

import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.Seat;
import org.univoice.gateway.session.TrackState;
import org.univoice.gateway.websocket.Conversation;
import org.univoice.gateway.websocket.Seated;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.ServerMessage;

/**
 * One participant's conversation on one call. The client's messages come one after the other, the
 * next when the one before is done and neither pace nor stream hold it back.
 */
final class Interpretation implements StreamObserver<ClientMessage>, ParticipantConnection {
  private static final Logger LOG = LoggerFactory.getLogger(Interpretation.class);
  private static final int MOST_ERRORS = 50;
  private static final int COUNTS_AS_MILLIS = 50;

  /** Longer than the job needs for what was said last. */
  private static final long LAST_WORDS_SECONDS = 30;

  private final InterpreterRooms rooms;
  private final RichErrors errors;
  private final Answers answers;
  private final ScheduledExecutorService executor;
  private final String requestId;
  private final Conversation conversation;
  private final Intake intake;
  private final Outlet outlet;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Seated seated;
  private int mistakes;
  private String refusedAudio = "";

  Interpretation(
      InterpreterRooms rooms,
      RichErrors errors,
      Answers answers,
      ScheduledExecutorService executor,
      String requestId) {
    this.rooms = rooms;
    this.errors = errors;
    this.answers = answers;
    this.executor = executor;
    this.requestId = requestId;
    this.conversation = new Conversation(rooms.catalogue(), rooms.sessions());
    this.outlet = new Outlet(answers, executor, this::finished);
    this.intake = new Intake(rooms.publisher(), answers, outlet, executor, rooms.clock());
  }

  @Override
  public void onNext(ClientMessage message) {
    if (!begun.compareAndSet(false, true) && seated == null) {
      return;
    }
    int millis = COUNTS_AS_MILLIS;
    try {
      if (seated == null) {
        seat(message);
      }
      millis = seated.logFields().call(() -> take(message));
    } catch (RuntimeException e) {
      if (seated == null || Refusals.isOurs(e) || ++mistakes >= MOST_ERRORS) {
        end(e);
        return;
      }
      tell(message, Refusals.of(e));
    }
    intake.accepted(millis);
  }

  /** Too late: the client has not even said who it is. */
  void endUnlessBegun() {
    if (begun.compareAndSet(false, true)) {
      end(
          new RefusedException(
              ErrorCode.TIMEOUT,
              "The call did not say in time who speaks.",
              "Send 'configure' or 'resume' with a ticket as soon as the call is open."));
    }
  }

  /** Twenty pieces of audio a second make the same mistake twenty times; one answer is enough. */
  private void tell(ClientMessage message, RefusedException refusal) {
    if (message.hasAudio()) {
      mistakes--;
      if (refusal.getMessage().equals(refusedAudio)) {
        return;
      }
      refusedAudio = refusal.getMessage();
    }
    answers.send(
        ServerMessage.newBuilder()
            .setSequence(outlet.lastSequence())
            .setError(errors.message(refusal, requestId))
            .build());
  }

  private void seat(ClientMessage first) {
    String ticket =
        switch (first.getMessageCase()) {
          case CONFIGURE -> first.getConfigure().getTicket();
          case RESUME -> first.getResume().getTicket();
          default ->
              throw new RefusedException(
                  ErrorCode.INVALID_REQUEST,
                  "The first message neither configures nor resumes.",
                  "Send 'configure' with a ticket first.");
        };
    Seat taken = rooms.sessions().take(rooms.tickets().redeem(ticket));
    Participant participant = taken.participant();
    // Who was in a session before comes back to go on.
    if (participant.configuration().isEmpty()) {
      rooms.admission().requireRoom();
    }
    participant.attach(this);
    outlet.serve(participant, this);
    seated = new Seated(taken.session(), participant, this, requestId);
    share();
    seated.logFields().run(() -> LOG.info("Connected"));
  }

  /** Nobody waits for it: what is not known elsewhere now is told within twenty seconds. */
  private void share() {
    rooms
        .sessions()
        .share(seated.session(), seated.participant())
        .exceptionally(
            failure -> {
              LOG.warn("Other gateways do not know of a call: {}", failure.toString());
              return null;
            });
  }

  /** How many milliseconds of audio it is, or counts as. */
  private int take(ClientMessage message) {
    Participant participant = seated.participant();
    switch (message.getMessageCase()) {
      case CONFIGURE -> answer(InterpreterMessages.configure(message.getConfigure()));
      case AUDIO -> {
        int millis = participant.audio(this, message.getAudio().toByteArray());
        refusedAudio = "";
        outlet.judge(participant);
        return millis;
      }
      case CONTROL -> answer(InterpreterMessages.control(message.getControl()));
      case RESUME -> answer(resume(message.getResume().getLastSequence()));
      case STATUS -> answer(new org.univoice.gateway.websocket.ClientMessage.Status());
      case ACKNOWLEDGE -> acknowledge(message.getAcknowledge().getSequence());
      case MESSAGE_NOT_SET ->
          throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "The message is empty.",
              "Send one of: configure, audio, control, resume, status, acknowledge.");
    }
    return COUNTS_AS_MILLIS;
  }

  private static org.univoice.gateway.websocket.ClientMessage resume(long lastSequence) {
    if (lastSequence < 0) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'last_sequence' is not a sequence.",
              "Send the highest sequence received, 0 for none.")
          .about("last_sequence");
    }
    return new org.univoice.gateway.websocket.ClientMessage.Resume(lastSequence);
  }

  private void answer(org.univoice.gateway.websocket.ClientMessage message) {
    conversation
        .answer(seated, message, outlet.lastSequence())
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                answer.ifPresent(outlet::say);
              } else {
                tell(ClientMessage.getDefaultInstance(), Refusals.of(failure));
              }
            });
  }

  /** Nobody has what was not sent. */
  private void acknowledge(long sequence) {
    if (sequence > 0 && sequence <= outlet.lastSequence()) {
      seated.participant().acknowledge(this, sequence);
    }
  }

  /** The client has said everything. */
  @Override
  public void onCompleted() {
    Seated seat = seated;
    if (seat == null) {
      end(
          new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "The call ended before it began.",
              "Send 'configure' with a ticket first."));
      return;
    }
    boolean isSpeaking =
        seat.participant().configuration().filter(wanted -> wanted.speaking()).isPresent();
    if (!isSpeaking) {
      leave();
      return;
    }
    try {
      if (seat.participant().state() != TrackState.STOPPED) {
        seat.logFields().run(() -> seat.participant().stop(this));
      }
    } catch (RefusedException e) {
      tell(ClientMessage.getDefaultInstance(), e);
    }
    outlet.judge(seat.participant());
    outlet.closeWhenFinished();
    executor.schedule(this::leave, LAST_WORDS_SECONDS, TimeUnit.SECONDS);
  }

  /** What the own track said has been delivered, and the client has closed its side. */
  private void finished() {
    leave();
  }

  private void leave() {
    if (!answers.isOver()) {
      Seated seat = seated;
      answers.complete();
      outlet.close();
      seat.logFields().run(() -> rooms.sessions().leave(seat.session().id(), seat.participant()));
    }
  }

  @Override
  public void onError(Throwable failure) {
    lost();
  }

  /** The call broke; the participant may come back. */
  void lost() {
    answers.lost();
    Optional.ofNullable(seated)
        .ifPresent(
            seat -> {
              outlet.close();
              seat.participant().detach(this);
              share();
              seat.logFields().run(() -> LOG.info("Disconnected"));
            });
  }

  private void end(Throwable failure) {
    answers.fail(errors.ending(failure, requestId));
    Optional.ofNullable(seated).ifPresent(seat -> seat.participant().detach(this));
  }

  /** The client has taken what was sent. */
  void clientReads() {
    deliveriesWaiting();
    intake.clientReads();
  }

  @Override
  public void deliveriesWaiting() {
    outlet.deliveriesWaiting();
  }

  @Override
  public void replaced() {
    RefusedException newer =
        RefusedException.conflict(
            "A newer connection of this participant took over.", "Use the newer connection.");
    executor.execute(() -> answers.fail(errors.ending(newer, requestId)));
  }

  @Override
  public void notice(String code, String message, String suggestion) {
    executor.execute(() -> outlet.notice(code, message, suggestion));
  }

  @Override
  public void participantsChanged() {
    Seated seat = seated;
    if (seat != null) {
      // Nobody asked, so nobody is told where it cannot be known: clients ask again.
      conversation
          .status(seat, outlet.lastSequence())
          .thenAccept(status -> executor.execute(() -> status.ifPresent(outlet::say)));
    }
  }

  @Override
  public void ended(String why) {
    executor.execute(
        () -> {
          outlet.notice("SESSION_ENDED", why + "; the session is over.", "Open another one.");
          answers.complete();
          outlet.close();
        });
  }
}
