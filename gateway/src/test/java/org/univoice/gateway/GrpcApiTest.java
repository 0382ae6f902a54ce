package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.example.InterpretExample;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;
import org.univoice.internal.v1.TrackFinished;
import org.univoice.v1.Acknowledge;
import org.univoice.v1.AudioFormat;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.Configure;
import org.univoice.v1.CreateSessionRequest;
import org.univoice.v1.CreateSessionResponse;
import org.univoice.v1.CreateTicketRequest;
import org.univoice.v1.EndSessionRequest;
import org.univoice.v1.Formality;
import org.univoice.v1.GetSessionRequest;
import org.univoice.v1.InterpreterServiceGrpc;
import org.univoice.v1.LanguageServiceGrpc;
import org.univoice.v1.ListLanguagesRequest;
import org.univoice.v1.ListSessionsRequest;
import org.univoice.v1.OriginalSpeech;
import org.univoice.v1.Resume;
import org.univoice.v1.ServerMessage;
import org.univoice.v1.Session;
import org.univoice.v1.SessionChoice;
import org.univoice.v1.SessionServiceGrpc;
import org.univoice.v1.StatusRequest;
import org.univoice.v1.UpdateSessionRequest;

/** The contract over the api's port, as grpc-java's own client speaks it. */
class GrpcApiTest {
  private static final int BYTES_PER_CHUNK = 1600;

  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private Gateway gateway;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts(),
            stream,
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.apiAddress().getPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    gateway.close();
  }

  @Test
  void shouldServeSessionsAsRestDoes() {
    var sessions = sessions();
    CreateSessionResponse created =
        sessions.createSession(
            CreateSessionRequest.newBuilder()
                .setParticipantName("Ana")
                .setChoice(
                    SessionChoice.newBuilder().setSourceLanguage("en").setTargetLanguage("pt"))
                .build());
    String id = created.getSessionId();
    Session read = sessions.getSession(GetSessionRequest.newBuilder().setSessionId(id).build());
    assertThat(read).isEqualTo(created.getSession());
    assertThat(sessions.listSessions(ListSessionsRequest.getDefaultInstance()).getSessionsList())
        .containsExactly(read);
    assertThat(
            sessions
                .createTicket(CreateTicketRequest.newBuilder().setSessionId(id).build())
                .getSessionId())
        .isEqualTo(id);
    UpdateSessionRequest change =
        UpdateSessionRequest.newBuilder()
            .setSessionId(id)
            .setRevision(read.getRevision())
            .setChoice(SessionChoice.newBuilder().setMaxSpeakers(2))
            .build();
    assertThat(sessions.updateSession(change).getChoice().getMaxSpeakers()).isEqualTo(2);
    assertThat(status(() -> sessions.updateSession(change))).isEqualTo(Status.Code.ABORTED);
    assertThat(
            sessions
                .endSession(EndSessionRequest.newBuilder().setSessionId(id).build())
                .getTargetLanguage())
        .isEqualTo("pt");
    var served =
        LanguageServiceGrpc.newBlockingStub(channel)
            .listLanguages(ListLanguagesRequest.getDefaultInstance());
    assertThat(served.getVoicesList()).hasSize(1);
    assertThat(served.getDomainsList()).containsExactly("medical");
    assertThat(served.getFormalitiesList()).containsExactly(Formality.FORMALITY_FORMAL);
  }

  @Test
  void shouldSayWhatIsWrongInDetailsThatProgramsRead() throws InvalidProtocolBufferException {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                sessions()
                    .createSession(
                        CreateSessionRequest.newBuilder()
                            .setChoice(SessionChoice.newBuilder().setMaxSpeakers(11))
                            .build()));

    com.google.rpc.Status status = StatusProto.fromThrowable(refused);
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription()).contains("not between 1 and 10");
    ErrorInfo info = detail(status, ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo("INVALID_REQUEST");
    assertThat(info.getMetadataMap()).containsEntry("category", "CLIENT_ERROR");
    assertThat(detail(status, BadRequest.class).getFieldViolations(0).getField())
        .isEqualTo("maxSpeakers");
    assertThat(detail(status, RequestInfo.class).getRequestId()).isNotEmpty();
    assertThat(
            status(
                () ->
                    SessionServiceGrpc.newBlockingStub(channel)
                        .listSessions(ListSessionsRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(
            status(
                () ->
                    sessions()
                        .getSession(GetSessionRequest.newBuilder().setSessionId("x").build())))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void shouldCarryAudioInAndEverythingBackOutUntilAllIsDelivered() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    Heard heard = new Heard();
    InterpretExample.speak(
        channel, opened.get("ticket").asText(), new byte[2 * BYTES_PER_CHUNK], heard);
    assertThat(heard.next().getReady().getSessionId()).isEqualTo(session);
    eventually(() -> stream.kinds().contains(BodyCase.ENDED));
    assertThat(audio(participant)).hasSize(2);
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      job.deliver(
          TestJob.caption(TestJob.to(session, participant, 5, "c"), "hi", true),
          TestJob.begin(TestJob.to(session, participant, 6, "b")),
          TestJob.chunk(TestJob.to(session, participant, 7, "s0"), 0, 4800),
          TestJob.chunk(TestJob.to(session, participant, 8, "s1"), 1, 4800),
          TestJob.end(TestJob.to(session, participant, 9, "e"), 2),
          TestJob.to(session, participant, 10, "f")
              .setTrackFinished(TrackFinished.newBuilder().setFinishedTrackId(participant)));
    }
    ServerMessage caption = heard.next();
    assertThat(caption.getSequence()).isEqualTo(5);
    assertThat(caption.getCaption().getText()).isEqualTo("hi");
    String segment = heard.next().getSpeechBegin().getSegment();
    assertThat(heard.next().getSpeech().getSegment()).isEqualTo(segment).isNotEmpty();
    assertThat(heard.next().getSpeech().getTimeMs()).isEqualTo(100);
    assertThat(heard.next().getSpeechEnd().getSegment()).isEqualTo(segment);
    assertThat(heard.next().getFinished().getParticipantId()).isEqualTo(participant);
    assertThat(heard.ended.get(10, TimeUnit.SECONDS).isOk()).isTrue();
    eventually(() -> stream.kinds().contains(BodyCase.LEFT));
  }

  @Test
  void shouldBringTheOriginalToWhoAsked() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    JsonNode joined = TestClient.ticket(gateway, session, null);
    Heard speaker = new Heard();
    var said = interpreter(speaker);
    said.onNext(configure(opened.get("ticket").asText()));
    assertThat(speaker.next().hasReady()).isTrue();
    Heard listener = new Heard();
    interpreter(listener)
        .onNext(
            ClientMessage.newBuilder()
                .setConfigure(
                    Configure.newBuilder()
                        .setTicket(joined.get("ticket").asText())
                        .setHears("pt")
                        .setOriginal(Configure.Original.MUTED))
                .build());
    assertThat(listener.next().hasReady()).isTrue();
    said.onNext(audio(2 * BYTES_PER_CHUNK));
    OriginalSpeech first = listener.next().getOriginal();
    assertThat(first.getParticipantId()).isEqualTo(opened.get("participantId").asText());
    assertThat(first.getAudio().size()).isEqualTo(BYTES_PER_CHUNK);
    assertThat(listener.next().getOriginal().getTimeMs()).isEqualTo(50);
    said.onNext(ClientMessage.newBuilder().setStatus(StatusRequest.getDefaultInstance()).build());
    assertThat(speaker.next().hasStatus()).isTrue();
  }

  @Test
  void shouldGoOnAfterALostCallWithWhatWasNotAcknowledged() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    Heard first = new Heard();
    var said = interpreter(first);
    said.onNext(configure(opened.get("ticket").asText()));
    assertThat(first.next().hasReady()).isTrue();
    said.onNext(audio(BYTES_PER_CHUNK));
    eventually(() -> audio(participant).size() == 1);
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      job.deliver(TestJob.caption(TestJob.to(session, participant, 5, "c"), "hi", true));
      assertThat(first.next().hasCaption()).isTrue();
      said.onNext(
          ClientMessage.newBuilder()
              .setAcknowledge(Acknowledge.newBuilder().setSequence(5))
              .build());
      eventually(() -> stream.kinds().contains(BodyCase.ACKNOWLEDGED));
    }
    said.onError(new IllegalStateException("the network is gone"));
    JsonNode again = TestClient.ticket(gateway, session, participant);

    Heard second = new Heard();
    interpreter(second)
        .onNext(
            ClientMessage.newBuilder()
                .setResume(
                    Resume.newBuilder().setLastSequence(5).setTicket(again.get("ticket").asText()))
                .build());

    ServerMessage ready = second.next();
    assertThat(ready.getReady().getResumed()).isTrue();
    assertThat(ready.getReady().getReceivedMs()).isEqualTo(50);
    eventually(() -> stream.kinds().contains(BodyCase.ATTACHED));
  }

  @Test
  void shouldAnswerMistakesAndGoOn() throws Exception {
    Heard stranger = new Heard();
    interpreter(stranger).onNext(configure("no ticket"));
    assertThat(stranger.ended.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.UNAUTHENTICATED);

    Heard heard = new Heard();
    var said = interpreter(heard);
    String ticket = TestClient.open(gateway).get("ticket").asText();
    said.onNext(configure(ticket));
    assertThat(heard.next().hasReady()).isTrue();
    said.onNext(ClientMessage.getDefaultInstance());
    assertThat(heard.next().getError().getMessage()).isEqualTo("The message is empty.");
    said.onNext(
        ClientMessage.newBuilder().setConfigure(Configure.newBuilder().setSpeaks("xx")).build());
    assertThat(heard.next().getError().getCode()).isEqualTo("UNSUPPORTED_LANGUAGE");
    said.onNext(
        ClientMessage.newBuilder()
            .setConfigure(
                Configure.newBuilder().setSpeaks("en").setAudio(AudioFormat.getDefaultInstance()))
            .build());
    assertThat(heard.next().getError().getDetailsMap()).containsEntry("field", "audio.encoding");
    said.onNext(ClientMessage.newBuilder().setStatus(StatusRequest.getDefaultInstance()).build());
    assertThat(heard.next().getStatus().getParticipantsList()).hasSize(1);
  }

  @Test
  void shouldTellWhoeverCallsOfANewNameWithoutBeingAsked() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    Heard heard = new Heard();
    interpreter(heard).onNext(configure(opened.get("ticket").asText()));
    assertThat(heard.next().hasReady()).isTrue();
    String path =
        "/v1/sessions/%s/participants/%s"
            .formatted(opened.get("sessionId").asText(), opened.get("participantId").asText());
    HttpRequest rename =
        TestClient.posting(gateway, path, "")
            .method("PATCH", BodyPublishers.ofString("{\"participantName\":\"Ana Reis\"}"))
            .header("Content-Type", "application/json")
            .build();

    assertThat(TestClient.send(rename).statusCode()).isEqualTo(200);

    assertThat(heard.next().getStatus().getParticipantsList())
        .singleElement()
        .matches(one -> one.getName().equals("Ana Reis"));
  }

  @Test
  void shouldHoldTheSenderWhileTheStreamIsFull() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String participant = opened.get("participantId").asText();
    Heard heard = new Heard();
    var said = interpreter(heard);
    said.onNext(configure(opened.get("ticket").asText()));
    assertThat(heard.next().hasReady()).isTrue();
    stream.fill();
    for (int i = 0; i < 3; i++) {
      said.onNext(audio(BYTES_PER_CHUNK));
    }
    Thread.sleep(300);
    // One may have been asked for before the stream was full.
    assertThat(audio(participant)).hasSizeLessThanOrEqualTo(1);
    stream.drain();
    eventually(() -> audio(participant).size() == 3);
  }

  @Test
  void shouldHoldLittleForAClientThatDoesNotReadAndTellItWhatItMissed() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    Slow slow = new Slow();
    InterpreterServiceGrpc.newStub(channel).interpret(slow);
    slow.call.onNext(configure(opened.get("ticket").asText()));
    slow.call.request(1);
    assertThat(slow.heard.next().hasReady()).isTrue();
    long before = usedAfterCollection();
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      // 96 MB of speech for somebody who hears none of it.
      for (int i = 0; i < 1_000; i++) {
        job.deliver(TestJob.chunk(TestJob.to(session, participant, i + 1, "s" + i), i, 96_000));
      }
    }
    assertThat(usedAfterCollection() - before).isLessThan(30L * 1024 * 1024);

    slow.call.request(Integer.MAX_VALUE);
    ServerMessage message = slow.heard.next();
    while (!message.hasNotice()) {
      message = slow.heard.next();
    }
    assertThat(message.getNotice().getCode()).isEqualTo("LISTENING_TOO_SLOWLY");
    assertThat(slow.heard.ended).isNotDone();
  }

  private static long usedAfterCollection() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void shouldEndACallWhenTheSessionIsEndedOrTheDeadlinePasses() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    Heard heard = new Heard();
    interpreter(heard).onNext(configure(opened.get("ticket").asText()));
    assertThat(heard.next().hasReady()).isTrue();
    sessions()
        .endSession(
            EndSessionRequest.newBuilder().setSessionId(opened.get("sessionId").asText()).build());
    assertThat(heard.ended.get(10, TimeUnit.SECONDS).isOk()).isTrue();

    Heard hurried = new Heard();
    InterpreterServiceGrpc.newStub(channel)
        .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
        .interpret(hurried)
        .onNext(configure(TestClient.open(gateway).get("ticket").asText()));
    assertThat(hurried.ended.get(10, TimeUnit.SECONDS).getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void shouldDescribeItselfAndSayThatItIsWell() throws Exception {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    var asked =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    asked.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
        .extracting(service -> service.getName())
        .contains("univoice.v1.InterpreterService", "univoice.v1.SessionService");
    asked.onCompleted();
  }

  @Test
  void shouldSpeakToBrowsersToo() throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        TestClient.api(gateway, "/univoice.v1.LanguageService/ListLanguages"))
                    .header("Content-Type", "application/grpc-web+proto")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5]))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body())).contains("af_heart", "grpc-status");
  }

  private SessionServiceGrpc.SessionServiceBlockingStub sessions() {
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + gateway.apiToken());
    return SessionServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  private StreamObserver<ClientMessage> interpreter(Heard heard) {
    return InterpreterServiceGrpc.newStub(channel).interpret(heard);
  }

  private static ClientMessage configure(String ticket) {
    return ClientMessage.newBuilder()
        .setConfigure(
            Configure.newBuilder()
                .setTicket(ticket)
                .setAudio(AudioFormat.newBuilder().setEncoding(AudioFormat.Encoding.PCM16))
                .setSpeaks("en")
                .setHears("pt"))
        .build();
  }

  private static ClientMessage audio(int bytes) {
    return ClientMessage.newBuilder().setAudio(ByteString.copyFrom(new byte[bytes])).build();
  }

  private List<AudioChunk> audio(String track) {
    return stream.of(track, BodyCase.AUDIO, SessionRecord::getAudio);
  }

  private static Status.Code status(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  private static <T extends com.google.protobuf.Message> T detail(
      com.google.rpc.Status status, Class<T> type) throws InvalidProtocolBufferException {
    for (Any any : status.getDetailsList()) {
      if (any.is(type)) {
        return any.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }

  private static void eventually(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true in 10 seconds");
      }
      Thread.sleep(10);
    }
  }

  /** Takes a message only when it is told to. */
  private static final class Slow implements ClientResponseObserver<ClientMessage, ServerMessage> {
    private final Heard heard = new Heard();
    private ClientCallStreamObserver<ClientMessage> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<ClientMessage> stream) {
      call = stream;
      call.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(ServerMessage message) {
      heard.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
      heard.onError(failure);
    }

    @Override
    public void onCompleted() {
      heard.onCompleted();
    }
  }

  /** What came back, in order, and how it ended. */
  private static final class Heard implements StreamObserver<ServerMessage> {
    private final BlockingQueue<ServerMessage> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> ended = new CompletableFuture<>();

    ServerMessage next() throws InterruptedException {
      ServerMessage message = messages.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came; the call ended with " + ended.getNow(null));
      }
      return message;
    }

    @Override
    public void onNext(ServerMessage message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }
}
