package org.univoice.gateway.grpc;

import io.grpc.stub.StreamObserver;
import java.util.Optional;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.session.Joining;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.StoredSession;
import org.univoice.v1.CreateSessionRequest;
import org.univoice.v1.CreateSessionResponse;
import org.univoice.v1.CreateTicketRequest;
import org.univoice.v1.EndSessionRequest;
import org.univoice.v1.GetSessionRequest;
import org.univoice.v1.ListSessionsRequest;
import org.univoice.v1.ListSessionsResponse;
import org.univoice.v1.Session;
import org.univoice.v1.SessionServiceGrpc;
import org.univoice.v1.SessionSummary;
import org.univoice.v1.Ticket;
import org.univoice.v1.UpdateSessionRequest;

/** Sessions over gRPC. */
final class SessionCalls extends SessionServiceGrpc.SessionServiceImplBase {
  private static final int USUAL_LIMIT = 20;

  private final Calls calls;
  private final SessionService sessions;

  SessionCalls(Calls calls, SessionService sessions) {
    this.calls = calls;
    this.sessions = sessions;
  }

  @Override
  public void createSession(
      CreateSessionRequest request, StreamObserver<CreateSessionResponse> answers) {
    calls.answer(
        answers,
        caller -> {
          SessionService.Opening opening =
              sessions.create(
                  caller,
                  SessionMessages.change(request.getChoice()),
                  joining("", request.getParticipantName()));
          return CreateSessionResponse.newBuilder()
              .setSessionId(opening.session().sessionId())
              .setTicket(SessionMessages.ticket(opening.ticket()))
              .setSession(SessionMessages.session(opening.session()))
              .build();
        });
  }

  @Override
  public void getSession(GetSessionRequest request, StreamObserver<Session> answers) {
    calls.answer(
        answers, caller -> SessionMessages.session(sessions.find(caller, request.getSessionId())));
  }

  @Override
  public void listSessions(
      ListSessionsRequest request, StreamObserver<ListSessionsResponse> answers) {
    calls.answer(
        answers,
        caller -> {
          Page<StoredSession> page =
              sessions.list(
                  caller,
                  caller.principal().userId(),
                  request.getLimit() == 0 ? USUAL_LIMIT : request.getLimit(),
                  filled(request.getNextToken()));
          return ListSessionsResponse.newBuilder()
              .addAllSessions(page.items().stream().map(SessionMessages::session).toList())
              .setNextToken(page.nextToken().orElse(""))
              .build();
        });
  }

  @Override
  public void updateSession(UpdateSessionRequest request, StreamObserver<Session> answers) {
    calls.answer(
        answers,
        caller ->
            SessionMessages.session(
                sessions.change(
                    caller,
                    request.getSessionId(),
                    SessionMessages.change(request.getChoice()),
                    filled(request.getRevision()))));
  }

  @Override
  public void endSession(EndSessionRequest request, StreamObserver<SessionSummary> answers) {
    calls.answer(
        answers, caller -> SessionMessages.summary(sessions.end(caller, request.getSessionId())));
  }

  @Override
  public void createTicket(CreateTicketRequest request, StreamObserver<Ticket> answers) {
    calls.answer(
        answers,
        caller ->
            SessionMessages.ticket(
                sessions.admit(
                    caller,
                    request.getSessionId(),
                    joining(request.getParticipantId(), request.getParticipantName()))));
  }

  private static Joining joining(String participantId, String name) {
    return new Joining(filled(participantId), name, Optional.empty());
  }

  /** Text that was not sent is empty. */
  private static Optional<String> filled(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
