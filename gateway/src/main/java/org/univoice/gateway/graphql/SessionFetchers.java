package org.univoice.gateway.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.session.Joining;
import org.univoice.gateway.session.RecognitionChange;
import org.univoice.gateway.session.SessionChange;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TranslationChange;
import org.univoice.gateway.session.TranslationWishes.Formality;
import org.univoice.gateway.transcript.TranslationSegment;

/** What each field of the schema's roots does. */
final class SessionFetchers {
  static final String CALLER = "caller";
  static final String HOST = "host";
  private static final String ID = "id";
  private static final String INPUT = "input";

  /** Of who says null, which the default of the schema does not replace. */
  private static final int USUAL_LIMIT = 20;

  private final GraphqlRooms rooms;
  private final SessionService sessions;
  private final SessionFeeds feeds;

  SessionFetchers(GraphqlRooms rooms, SessionFeeds feeds) {
    this.rooms = rooms;
    this.sessions = rooms.sessions();
    this.feeds = feeds;
  }

  RuntimeWiring wiring() {
    return RuntimeWiring.newRuntimeWiring()
        .scalar(DateTimeScalar.TYPE)
        .type(
            "Query",
            type ->
                type.dataFetcher("getSession", this::getSession)
                    .dataFetcher("listSessions", this::listSessions)
                    .dataFetcher("getVoiceProfile", this::getVoiceProfile))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("createSession", this::createSession)
                    .dataFetcher("updateSession", this::updateSession)
                    .dataFetcher("endSession", this::endSession))
        .type(
            "Subscription",
            type ->
                type.dataFetcher("onSessionUpdate", this::onSessionUpdate)
                    .dataFetcher("onTranslationSegment", this::onTranslationSegment))
        .type(
            "TranslationSegment",
            type ->
                type.dataFetcher("startTime", asked -> segment(asked).startMillis())
                    .dataFetcher("endTime", asked -> segment(asked).endMillis())
                    .dataFetcher("name", this::name))
        .build();
  }

  private SessionData.Session getSession(DataFetchingEnvironment asked) {
    return shown(sessions.find(caller(asked), asked.getArgument(ID)));
  }

  private SessionData.Connection listSessions(DataFetchingEnvironment asked) {
    Page<StoredSession> page =
        sessions.list(
            caller(asked),
            asked.getArgument("userId"),
            asked.<Integer>getArgument("limit") == null ? USUAL_LIMIT : asked.getArgument("limit"),
            Optional.ofNullable(asked.getArgument("nextToken")));
    return new SessionData.Connection(
        page.items().stream().map(this::shown).toList(), page.nextToken().orElse(null));
  }

  private SessionData.Profile getVoiceProfile(DataFetchingEnvironment asked) {
    return SessionData.Profile.of(rooms.profiles().apply(caller(asked), asked.getArgument(ID)));
  }

  private SessionData.Session createSession(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgument(INPUT);
    String name = (String) input.getOrDefault("participantName", "");
    Joining first = new Joining(Optional.empty(), name == null ? "" : name, Optional.empty());
    SessionService.Opening opening = sessions.create(caller(asked), change(input), first);
    return SessionData.session(
        opening.session(),
        Optional.of(
            SessionData.Admission.of(
                opening.ticket(), rooms.mediaUrl().askedBy(asked.getGraphQlContext().get(HOST)))),
        rooms.clock());
  }

  private SessionData.Session updateSession(DataFetchingEnvironment asked) {
    Map<String, Object> input = asked.getArgument(INPUT);
    return shown(
        sessions.change(
            caller(asked),
            asked.getArgument(ID),
            change(input),
            Optional.ofNullable((String) input.get("revision"))));
  }

  private SessionData.Session endSession(DataFetchingEnvironment asked) {
    Caller caller = caller(asked);
    sessions.end(caller, asked.getArgument(ID));
    return shown(sessions.find(caller, asked.getArgument(ID)));
  }

  private Publisher<SessionData.Session> onSessionUpdate(DataFetchingEnvironment asked) {
    Caller caller = caller(asked);
    String id = asked.getArgument("sessionId");
    StoredSession now = running(sessions.find(caller, id));
    return unlessOver(id, new SessionUpdates(feeds.updates(id), now, sessions, rooms.clock()));
  }

  private Publisher<?> onTranslationSegment(DataFetchingEnvironment asked) {
    String id = asked.getArgument("sessionId");
    // What is said is the transcript as it grows: who may see a session may not hear it for that.
    running(rooms.transcripts().readable(caller(asked), id));
    return unlessOver(id, feeds.segments(id));
  }

  /** Of one that has ended nothing would ever come, not even an end. */
  private static StoredSession running(StoredSession session) {
    if (session.endTime().isPresent()) {
      throw RefusedException.conflict(
          "The session has ended, so nothing more will be told of it.", "Read it instead.");
    }
    return session;
  }

  /** It may have ended while it was being subscribed to. */
  private <T> Publisher<T> unlessOver(String id, Publisher<T> feed) {
    return subscriber -> {
      feed.subscribe(subscriber);
      if (sessions.peek(id).filter(now -> now.endTime().isEmpty()).isEmpty()) {
        feeds.close(id);
      }
    };
  }

  /** Looked up only where it is asked for. */
  private String name(DataFetchingEnvironment asked) {
    TranslationSegment said = segment(asked);
    return sessions
        .peek(said.sessionId())
        .map(session -> session.names().get(said.participantId()))
        .orElse(null);
  }

  private static TranslationSegment segment(DataFetchingEnvironment asked) {
    return asked.getSource();
  }

  private SessionData.Session shown(StoredSession session) {
    return SessionData.session(session, rooms.clock());
  }

  private static Caller caller(DataFetchingEnvironment asked) {
    return asked.getGraphQlContext().get(CALLER);
  }

  private static SessionChange change(Map<String, Object> input) {
    return new SessionChange(
        Optional.ofNullable((String) input.get("sourceLanguage")),
        Optional.ofNullable((String) input.get("targetLanguage")),
        Optional.ofNullable((Boolean) input.get("recordingEnabled")),
        Optional.empty(),
        Optional.ofNullable((Integer) input.get("maxSpeakers")),
        Optional.ofNullable((Integer) input.get("maxLatency")).map(Integer::longValue),
        Optional.ofNullable((String) input.get("qualityMode")).map(QualityMode::valueOf),
        textOrNone(input, "customTerminology"),
        new RecognitionChange(
            vocabulary(input),
            Optional.ofNullable((Boolean) input.get("maskProfanity")),
            Optional.ofNullable((Boolean) input.get("redactPersonalData"))),
        new TranslationChange(
            textOrNone(input, "domain"),
            Optional.ofNullable((String) input.get("formality")).map(Formality::valueOf)));
  }

  /** Null is said, too: none any more. */
  private static Optional<String> textOrNone(Map<String, Object> input, String field) {
    return input.containsKey(field)
        ? Optional.of(Optional.ofNullable((String) input.get(field)).orElse(""))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // the schema says so
  private static Optional<List<String>> vocabulary(Map<String, Object> input) {
    List<String> words = (List<String>) input.get("customVocabulary");
    return input.containsKey("customVocabulary")
        ? Optional.of(words == null ? List.of() : words)
        : Optional.empty();
  }
}
