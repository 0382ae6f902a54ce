package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.voice.RecordedSpeech;
import org.univoice.v1.CreateSessionRequest;
import org.univoice.v1.CreateTicketRequest;
import org.univoice.v1.CreateVoiceProfileRequest;
import org.univoice.v1.DeleteVoiceProfileRequest;
import org.univoice.v1.DownloadRecordingRequest;
import org.univoice.v1.EndSessionRequest;
import org.univoice.v1.GetRecordingRequest;
import org.univoice.v1.GetSessionRequest;
import org.univoice.v1.GetVoiceProfileRequest;
import org.univoice.v1.ListSessionsRequest;
import org.univoice.v1.ListVoiceProfilesRequest;
import org.univoice.v1.RecordingServiceGrpc;
import org.univoice.v1.RequestRecordingRequest;
import org.univoice.v1.SessionServiceGrpc;
import org.univoice.v1.UpdateSessionRequest;
import org.univoice.v1.VoiceProfile;
import org.univoice.v1.VoiceProfileServiceGrpc;

/**
 * Every way to people's data, walked once: each leaves an entry that says who did what with which
 * of them, when, from where, and how it ended. A way that is not named here fails the test, so that
 * whoever adds one says what it writes down.
 */
class AuditTrailTest extends PersonalGateway {
  private static final String ANA = "premium-ana";
  private static final int PIECE_BYTES = 32 * 1024;
  private static final Set<String> KINDS_OF_GRAPHQL = Set.of("Query", "Mutation", "Subscription");

  /** What tells nothing of anybody; the documents, the pages and GraphQL have no method. */
  private static final Set<String> OF_NOBODY =
      Set.of(
          "/univoice.v1.LanguageService/ListLanguages",
          // Opens with a ticket: whoever asked for that is on record.
          "/univoice.v1.InterpreterService/Interpret");

  private final Map<String, Access> accesses = new LinkedHashMap<>();
  private ManagedChannel channel;

  /**
   * One way to data.
   *
   * @param id of the resource; empty for all of a kind
   */
  private record Access(String action, String kind, String id, Runnable run) {}

  @BeforeEach
  void connect() {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.apiAddress().getPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void shouldWriteDownEveryAccessOverRest() throws Exception {
    String session = open(ANA).get("sessionId").asText();
    String participant = ticket(ANA, session).get("participantId").asText();
    String ending = open(ANA).get("sessionId").asText();
    String profile = profileOf(ANA);
    String spare = profileOf(ANA);
    String recording = recorded(session);
    String key = key();
    rest("POST /v1/sessions", "CREATE", "sessions", "", "{}");
    rest("GET /v1/sessions", "READ", "sessions", "", "");
    rest("GET /v1/sessions/{id}", "READ", "sessions", session, "");
    rest("GET /v2/sessions", "READ", "sessions", "", "");
    rest("GET /v2/sessions/{id}", "READ", "sessions", session, "");
    rest("GET /v1/metrics/session/{id}", "READ", "sessions", session, "");
    rest("PATCH /v1/sessions/{id}", "UPDATE", "sessions", session, "{\"maxSpeakers\":2}");
    rest("POST /v1/sessions/{id}/tickets", "JOIN", "sessions", session, "{}");
    rest("POST /v1/sessions/{id}/invitations", "UPDATE", "sessions", session, "");
    rest("GET /v1/sessions/{id}/transcript", "READ", "transcripts", session, "");
    way(
        "PATCH /v1/sessions/{id}/participants/{participantId}",
        "JOIN",
        "sessions",
        session,
        () -> ok(renamed(session, participant)));
    rest("DELETE /v1/sessions/{id}", "DELETE", "sessions", ending, "");
    rest("DELETE /v1/sessions/{id}/history", "DELETE", "sessions", ending, "");
    rest("POST /v1/recordings/{sessionId}", "RECORD", "sessions", session, "{}");
    rest("GET /v1/recordings/{recordingId}", "READ", "recordings", recording, "");
    way(
        "GET /v1/recordings/{recordingId}/files/{name}",
        "READ",
        "recordings",
        recording,
        () -> send(ANA, "GET", "/v1/recordings/" + recording + "/files/none.wav", new byte[0], ""));
    rest("DELETE /v1/recordings/{recordingId}", "DELETE", "recordings", recording, "");
    way("POST /v1/voice-profiles", "CREATE", "voice-profiles", "", () -> ok(enrolled("")));
    way(
        "POST /v1/voice-profiles/{profileId}/samples",
        "UPDATE",
        "voice-profiles",
        profile,
        () -> ok(enrolled("/" + profile + "/samples")));
    way(
        "GET /v1/voice-profiles/{userId}",
        "READ",
        "voice-profiles",
        "",
        () -> ok(get(ANA, PROFILES + "/me")));
    way(
        "GET /v1/voice-profiles/{userId}/{profileId}",
        "READ",
        "voice-profiles",
        profile,
        () -> ok(get(ANA, PROFILES + "/me/" + profile)));
    rest("DELETE /v1/voice-profiles/{profileId}", "DELETE", "voice-profiles", spare, "");
    rest("GET /v1/users/me/consents", "READ", "consents", "", "");
    rest(
        "PUT /v1/users/me/consents",
        "UPDATE",
        "consents",
        "RECORDING",
        "{\"kind\":\"RECORDING\",\"given\":false}");
    way(
        "PUT /v1/glossaries/{name}",
        "UPDATE",
        "glossaries",
        "g",
        () -> ok(put(ANA, "/v1/glossaries/g", "heart,coração,en-pt", "text/csv")));
    rest("GET /v1/glossaries", "READ", "glossaries", "", "");
    rest("GET /v1/glossaries/{name}", "READ", "glossaries", "g", "");
    rest("DELETE /v1/glossaries/{name}", "DELETE", "glossaries", "g", "");
    rest(
        "POST /v1/api-keys",
        "CREATE",
        "api-keys",
        "",
        "{\"name\":\"n\",\"scopes\":[\"users:read:own\"]}");
    rest("GET /v1/api-keys", "READ", "api-keys", "", "");
    rest("POST /v1/api-keys/{id}/rotate", "UPDATE", "api-keys", key, "");
    rest("DELETE /v1/api-keys/{id}", "DELETE", "api-keys", key, "");
    rest("GET /v1/users/me", "READ", "users", ANA, "");
    rest("GET /v1/users/me/export", "EXPORT", "users", ANA, "");
    rest("DELETE /v1/users/me", "DELETE", "users", ANA, "");
    rest("GET /v1/users/me/erasure", "READ", "users", ANA, "");

    walkAll(
        gateway.apiRoutes().stream()
            .filter(route -> route.contains(" "))
            .filter(route -> !ApiGuardTest.PUBLIC.contains(route.split(" ")[1]))
            .toList());
  }

  @Test
  void shouldWriteDownEveryAccessOverGrpc() throws Exception {
    String session = open(ANA).get("sessionId").asText();
    String ending = open(ANA).get("sessionId").asText();
    String profile = profileOf(ANA);
    String spare = profileOf(ANA);
    String recording = recorded(session);
    var sessions = of(SessionServiceGrpc.newBlockingStub(channel));
    var recordings = of(RecordingServiceGrpc.newBlockingStub(channel));
    var voices = of(VoiceProfileServiceGrpc.newBlockingStub(channel));
    String s = "/univoice.v1.SessionService/";
    String r = "/univoice.v1.RecordingService/";
    String v = "/univoice.v1.VoiceProfileService/";
    way(
        s + "CreateSession",
        "CREATE",
        "sessions",
        "",
        () -> sessions.createSession(CreateSessionRequest.getDefaultInstance()));
    way(
        s + "GetSession",
        "READ",
        "sessions",
        session,
        () -> sessions.getSession(GetSessionRequest.newBuilder().setSessionId(session).build()));
    way(
        s + "ListSessions",
        "READ",
        "sessions",
        "",
        () -> sessions.listSessions(ListSessionsRequest.getDefaultInstance()));
    way(
        s + "UpdateSession",
        "UPDATE",
        "sessions",
        session,
        () ->
            sessions.updateSession(
                UpdateSessionRequest.newBuilder().setSessionId(session).build()));
    way(
        s + "CreateTicket",
        "JOIN",
        "sessions",
        session,
        () ->
            sessions.createTicket(CreateTicketRequest.newBuilder().setSessionId(session).build()));
    way(
        s + "EndSession",
        "DELETE",
        "sessions",
        ending,
        () -> sessions.endSession(EndSessionRequest.newBuilder().setSessionId(ending).build()));
    way(
        r + "RequestRecording",
        "RECORD",
        "sessions",
        session,
        () ->
            recordings.requestRecording(
                RequestRecordingRequest.newBuilder().setSessionId(session).build()));
    way(
        r + "GetRecording",
        "READ",
        "recordings",
        recording,
        () ->
            recordings.getRecording(
                GetRecordingRequest.newBuilder().setRecordingId(recording).build()));
    way(
        r + "DownloadRecording",
        "READ",
        "recordings",
        recording,
        () -> {
          try {
            recordings
                .downloadRecording(
                    DownloadRecordingRequest.newBuilder().setRecordingId(recording).build())
                .forEachRemaining(piece -> {});
          } catch (StatusRuntimeException e) {
            // Nobody has said anything in it: its files are not there.
          }
        });
    way(v + "CreateVoiceProfile", "CREATE", "voice-profiles", "", this::enrolledOverGrpc);
    way(
        v + "GetVoiceProfile",
        "READ",
        "voice-profiles",
        profile,
        () ->
            voices.getVoiceProfile(
                GetVoiceProfileRequest.newBuilder().setProfileId(profile).build()));
    way(
        v + "ListVoiceProfiles",
        "READ",
        "voice-profiles",
        "",
        () -> voices.listVoiceProfiles(ListVoiceProfilesRequest.getDefaultInstance()));
    way(
        v + "DeleteVoiceProfile",
        "DELETE",
        "voice-profiles",
        spare,
        () ->
            voices.deleteVoiceProfile(
                DeleteVoiceProfileRequest.newBuilder().setProfileId(spare).build()));

    walkAll(
        gateway.apiRoutes().stream()
            .filter(route -> route.startsWith("/univoice."))
            .filter(route -> !OF_NOBODY.contains(route))
            .toList());
  }

  @Test
  void shouldWriteDownEveryAccessOverGraphql() throws Exception {
    String session = open(ANA).get("sessionId").asText();
    String ending = open(ANA).get("sessionId").asText();
    String profile = profileOf(ANA);
    String of = "(id: \"" + session + "\")";
    question("Query.getSession", "READ", "sessions", session, "{ getSession" + of + " { id } }");
    question(
        "Query.listSessions",
        "READ",
        "sessions",
        "",
        "{ listSessions(userId: \"" + ANA + "\") { nextToken } }");
    question(
        "Query.getVoiceProfile",
        "READ",
        "voice-profiles",
        profile,
        "{ getVoiceProfile(id: \"" + profile + "\") { id } }");
    question(
        "Mutation.createSession",
        "CREATE",
        "sessions",
        "",
        "mutation { createSession(input: {sourceLanguage: \"en\"}) { id } }");
    question(
        "Mutation.updateSession",
        "UPDATE",
        "sessions",
        session,
        "mutation { updateSession(id: \"" + session + "\", input: {maxSpeakers: 3}) { id } }");
    question(
        "Mutation.endSession",
        "DELETE",
        "sessions",
        ending,
        "mutation { endSession(id: \"" + ending + "\") { id } }");
    way(
        "Subscription.onSessionUpdate",
        "READ",
        "sessions",
        session,
        () -> subscribe("onSessionUpdate(sessionId: \"" + session + "\") { id }", session));
    way(
        "Subscription.onTranslationSegment",
        "READ",
        "transcripts",
        session,
        () ->
            subscribe(
                "onTranslationSegment(sessionId: \"" + session + "\") { segmentId }", session));

    walkAll(fieldsOfGraphql());
  }

  /** Each of these is named above, does what it is asked for, and leaves its entry. */
  private void walkAll(List<String> served) {
    assertThat(accesses.keySet())
        .as("what is served and what is said here of it")
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(served));
    accesses.forEach(this::walk);
  }

  private void walk(String way, Access access) {
    int before = audit.size();
    long begun = System.currentTimeMillis();
    access.run().run();
    List<AuditEntry> left = leftSince(before);
    assertThat(left)
        .as(way)
        .anySatisfy(
            entry -> {
              assertThat(entry.timestamp()).isBetween(begun, System.currentTimeMillis());
              assertThat(entry.userId()).isEqualTo(ANA);
              assertThat(entry.action()).isEqualTo(access.action());
              assertThat(entry.resource()).isEqualTo(access.kind());
              assertThat(entry.resourceId()).isEqualTo(access.id());
              assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
              assertThat(entry.ipAddress()).isEqualTo("127.0.0.1");
              assertThat(entry.userAgent()).isNotEmpty();
              assertThat(entry.details().get("requestId")).isNotEmpty();
            });
  }

  /** One look: what is written down at this moment does not make the list longer. */
  private List<AuditEntry> leftSince(int before) {
    return audit.stream().skip(before).toList();
  }

  private void way(String way, String action, String kind, String id, Runnable run) {
    accesses.put(way, new Access(action, kind, id, run));
  }

  /** With the id in the place of the path's only parameter. */
  private void rest(String route, String action, String kind, String id, String body) {
    String method = route.split(" ")[0];
    String path = route.split(" ")[1].replaceAll("\\{[^}]*}", id);
    String type = body.isEmpty() ? "" : "application/json";
    way(
        route,
        action,
        kind,
        id,
        () -> ok(send(ANA, method, path, body.getBytes(StandardCharsets.UTF_8), type)));
  }

  private void question(String field, String action, String kind, String id, String query) {
    way(
        field,
        action,
        kind,
        id,
        () -> {
          HttpResponse<String> answer = ok(graphql(query));
          assertThat(answer.body()).as(query).doesNotContain("\"errors\"");
        });
  }

  private HttpResponse<String> graphql(String query) {
    return send(
        ANA, "POST", "/graphql", json(Map.of("query", query)).getBytes(), "application/json");
  }

  /** Until it has been let in, or else until it is told why not. */
  private void subscribe(String field, String session) {
    int before = audit.size();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(
                URI.create("ws://127.0.0.1:" + gateway.apiAddress().getPort() + "/graphql"),
                new WebSocket.Listener() {})
            .join();
    say(socket, Map.of("type", "connection_init", "payload", Map.of("authorization", ANA)));
    Map<String, String> query = Map.of("query", "subscription { " + field + " }");
    say(socket, Map.of("type", "subscribe", "id", "1", "payload", query));
    Eventually.eventually(
        field,
        () -> leftSince(before).stream().anyMatch(entry -> entry.resourceId().equals(session)));
    socket.abort();
  }

  private static void say(WebSocket socket, Map<String, Object> message) {
    socket.sendText(json(message), true).join();
  }

  private static String json(Object value) {
    try {
      return TestClient.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As "Query.getSession". */
  private static List<String> fieldsOfGraphql() throws Exception {
    try (Reader schema =
        new InputStreamReader(
            Gateway.class.getResourceAsStream("/graphql/schema.graphqls"),
            StandardCharsets.UTF_8)) {
      TypeDefinitionRegistry types = new SchemaParser().parse(schema);
      return types.getTypes(ObjectTypeDefinition.class).stream()
          .filter(type -> KINDS_OF_GRAPHQL.contains(type.getName()))
          .flatMap(
              type ->
                  type.getFieldDefinitions().stream()
                      .map(FieldDefinition::getName)
                      .map(name -> type.getName() + "." + name))
          .toList();
    }
  }

  private HttpResponse<String> renamed(String session, String participant) {
    String path = "/v1/sessions/" + session + "/participants/" + participant;
    byte[] body = "{\"participantName\":\"Bia\"}".getBytes(StandardCharsets.UTF_8);
    return send(ANA, "PATCH", path, body, "application/json");
  }

  private HttpResponse<String> enrolled(String path) {
    String query = path.isEmpty() ? "?language=en-US" : "";
    return send(ANA, "POST", PROFILES + path + query, RecordedSpeech.wav(6_000), "audio/wav");
  }

  private void enrolledOverGrpc() {
    CompletableFuture<VoiceProfile> made = new CompletableFuture<>();
    StreamObserver<CreateVoiceProfileRequest> pieces =
        of(VoiceProfileServiceGrpc.newStub(channel))
            .createVoiceProfile(
                new StreamObserver<>() {
                  @Override
                  public void onNext(VoiceProfile profile) {
                    made.complete(profile);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    made.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    byte[] wav = RecordedSpeech.wav(6_000);
    for (int at = 0; at < wav.length; at += PIECE_BYTES) {
      pieces.onNext(
          CreateVoiceProfileRequest.newBuilder()
              .setLanguage("en-US")
              .setWav(ByteString.copyFrom(wav, at, Math.min(PIECE_BYTES, wav.length - at)))
              .build());
    }
    pieces.onCompleted();
    made.join();
  }

  private String recorded(String session) throws InterruptedException {
    consent(ANA, "RECORDING", true);
    String id =
        TestClient.json(send(ANA, "POST", "/v1/recordings/" + session, new byte[0], ""))
            .get("recordingId")
            .asText();
    awaitTrue(() -> get(ANA, "/v1/recordings/" + id).statusCode() == 200);
    return id;
  }

  private String key() {
    byte[] body = "{\"name\":\"n\",\"scopes\":[\"users:read:own\"]}".getBytes();
    JsonNode made = TestClient.json(send(ANA, "POST", "/v1/api-keys", body, "application/json"));
    return made.get("id").asText();
  }

  private static HttpResponse<String> ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer;
  }

  private static <S extends AbstractStub<S>> S of(S stub) {
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + ANA);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }
}
