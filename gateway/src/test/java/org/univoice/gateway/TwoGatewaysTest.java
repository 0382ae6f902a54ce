package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.testing.RedisServer;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.QualityMode;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;
import org.univoice.internal.v1.TrackEnded;
import org.univoice.internal.v1.TrackOpened;
import org.univoice.internal.v1.Translation;
import org.univoice.log.LogLines;
import org.univoice.v1.EndSessionRequest;
import org.univoice.v1.SessionServiceGrpc;

/** Gateways that share one Redis and their stores: a session that spans them behaves as one. */
class TwoGatewaysTest {
  private static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en','hears':'pt'}";

  private final Stores stores = Stores.inMemory();
  private RedisServer redis;
  private OneGateway one;
  private OneGateway other;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    one = new OneGateway(redis, stores);
    other = new OneGateway(redis, stores);
  }

  @AfterEach
  void stop() {
    if (redis != null) {
      one.close();
      other.close();
      redis.close();
    }
  }

  /** With a connection to Redis of its own, as a process has. */
  private static final class OneGateway implements AutoCloseable {
    final FakeStreamPublisher stream = new FakeStreamPublisher();
    final Gateway gateway;
    private final RedisLink link;
    private final Deployment deployment;

    OneGateway(RedisServer redis, Stores stores) {
      Clock clock = Clock.systemUTC();
      link = RedisLink.open(RedisConfig.of(redis.uri()));
      deployment = Deployment.sharing(link, clock);
      GatewayConfig config = GatewayConfig.local().onFreePorts().withApiToken("0123456789abcdef");
      gateway =
          Gateway.start(
              config,
              Outside.local(config, stream, Catalogues.englishAndPortuguese(), clock)
                  .withStores(stores)
                  .withDeployment(deployment));
    }

    List<TrackOpened> opened(String participant) {
      return stream.of(participant, BodyCase.OPENED, SessionRecord::getOpened);
    }

    @Override
    public void close() {
      gateway.close();
      deployment.close();
      link.close();
    }
  }

  @Test
  void shouldLetThoseAtAnotherGatewayFollowAnotherChoiceOfLanguages() {
    JsonNode session = open();
    JsonNode rui = join(other, session);
    String participant = rui.get("participantId").asText();
    try (TestClient client = configured(rui)) {

      HttpResponse<String> changed =
          ask(one, "PATCH", session, "{'sourceLanguage':'pt-BR','targetLanguage':'en'}");

      assertThat(changed.statusCode()).isEqualTo(200);
      eventually("it is told", () -> other.opened(participant).size() == 2);
      TrackOpened now = other.opened(participant).get(1);
      assertThat(now.getSpeaks()).isEqualTo("pt-BR");
      assertThat(now.getHears()).isEqualTo("en");
    }
  }

  @Test
  void shouldCallSomebodyAtAnotherGatewayOtherwiseForEverybody() {
    JsonNode session = open();
    JsonNode rui = join(other, session);
    String participant = rui.get("participantId").asText();
    String id = session.get("sessionId").asText();
    try (TestClient here = configured(session);
        TestClient there = configured(rui)) {

      HttpResponse<String> renamed =
          ask(
              one,
              "PATCH",
              session,
              "{'participantName':'Rui Luz'}",
              "/participants/" + participant);

      assertThat(renamed.statusCode()).isEqualTo(200);
      for (TestClient client : List.of(here, there)) {
        assertThat(client.next("session.status").get("participants").findValuesAsText("name"))
            .contains("Rui Luz");
      }
      eventually(
          "kept",
          () ->
              "Rui Luz".equals(stores.sessions().find(id).orElseThrow().names().get(participant)));
    }
  }

  @Test
  void shouldTellTheJobOfThoseAtAnotherGatewayWhatTheOwnerPrefers() {
    JsonNode session = open();
    JsonNode rui = join(other, session);
    String participant = rui.get("participantId").asText();
    try (TestClient client = configured(rui)) {

      ask(one, "PATCH", session, "{'configuration':{'qualityMode':'speed'}}");

      eventually("it is told", () -> other.opened(participant).size() == 2);
      assertThat(other.opened(participant).get(1).getQualityMode())
          .isEqualTo(QualityMode.QUALITY_MODE_SPEED);
    }
  }

  @Test
  void shouldEndASessionForEverybodyAtEveryGateway() throws Exception {
    JsonNode session = open();
    JsonNode rui = join(other, session);
    String participant = rui.get("participantId").asText();
    try (TestClient here = configured(session);
        TestClient there = configured(rui)) {

      assertThat(ask(one, "DELETE", session, "").statusCode()).isEqualTo(200);

      assertThat(there.next("notice").get("code").asText()).isEqualTo("SESSION_ENDED");
      assertThat(there.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4002);
      assertThat(here.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4002);
      assertThat(one.stream.of(participant, BodyCase.ENDED, record -> record))
          .singleElement()
          .matches(record -> record.getTerm() == 1)
          .matches(
              record -> record.getEnded().getReason() == TrackEnded.Reason.REASON_SESSION_ENDED);
      assertThat(one.stream.of(participant, BodyCase.LEFT, record -> record)).hasSize(1);
      assertThat(other.stream.of(participant, BodyCase.ENDED, record -> record)).isEmpty();
      assertThat(ask(other, "POST", session, "{}", "/tickets").statusCode()).isEqualTo(404);
      assertThat(TestClient.json(ask(other, "GET", session, "")).get("status").asText())
          .isEqualTo("ENDED");
    }
  }

  @Test
  void shouldEndItSoWhoeverAsksOverGrpc() throws Exception {
    JsonNode session = open();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", other.gateway.apiAddress().getPort())
            .usePlaintext()
            .build();
    Metadata proof = new Metadata();
    proof.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + other.gateway.apiToken());
    try (TestClient client = configured(session)) {

      SessionServiceGrpc.newBlockingStub(channel)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(proof))
          .endSession(EndSessionRequest.newBuilder().setSessionId(id(session)).build());

      assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4002);
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void shouldTellSubscribersOfAGatewayThatHoldsNobody() throws Exception {
    JsonNode session = open();
    JsonNode rui = join(other, session);
    String ana = session.get("participantId").asText();
    String ruis = rui.get("participantId").asText();
    try (OneGateway third = new OneGateway(redis, stores);
        TestJob first = new TestJob(one.gateway.deliveryAddress());
        TestJob second = new TestJob(other.gateway.deliveryAddress())) {
      GraphqlSubscriber updates = watch(third, session, "onSessionUpdate", "status maxSpeakers");
      assertThat(updates.next().at("/payload/data/onSessionUpdate/maxSpeakers").asInt())
          .isEqualTo(10);
      GraphqlSubscriber segments =
          watch(third, session, "onTranslationSegment", "sourceText translatedText");
      awaitWatched(third, session, updates);

      first.deliver(caption(session, ana, "t:0"), translation(session, ana, "t:0", "um"));
      second.deliver(caption(session, ruis, "t:0"), translation(session, ruis, "t:0", "um"));
      second.deliver(caption(session, ruis, "t:1"), translation(session, ruis, "t:1", "dois"));
      first.deliver(caption(session, ana, "t:1"), translation(session, ana, "t:1", "dois"));
      first.deliver(caption(session, ana, "t:2"), translation(session, ana, "t:2", "três"));

      for (String text : List.of("um", "dois", "três")) {
        JsonNode said = segments.next().at("/payload/data/onTranslationSegment");
        assertThat(said.get("translatedText").asText()).isEqualTo(text);
        assertThat(said.get("sourceText").asText()).isEqualTo("hello");
      }
      assertThat(ask(other, "DELETE", session, "").statusCode()).isEqualTo(200);
      assertThat(segments.next().get("type").asText()).isEqualTo("complete");
      JsonNode last = updates.next();
      JsonNode before = last;
      while (last.get("type").asText().equals("next")) {
        before = last;
        last = updates.next();
      }
      assertThat(before.at("/payload/data/onSessionUpdate/status").asText()).isEqualTo("ENDED");
      assertThat(last.get("type").asText()).isEqualTo("complete");
    }
  }

  @Test
  void shouldBringAVoiceAsItIsToWhoeverAskedForItAtAnotherGateway() throws Exception {
    JsonNode session = open();
    try (TestClient speaking = configured(session);
        TestClient listening = TestClient.connect(join(other, session))) {
      listening.say("{'action':'session.configure','hears':'pt','original':'ducked'}");
      listening.next("session.ready");

      // That somebody listens is told every two seconds.
      for (int i = 0; i < 600 && listening.speech.isEmpty(); i++) {
        speaking.speak(new byte[1_600]);
        Thread.sleep(50);
      }

      assertThat(listening.next("original.begin").get("participant"))
          .isEqualTo(session.get("participantId"));
      assertThat(listening.nextSpeech().remaining()).isEqualTo(16 + 1_600);
    }
  }

  @Test
  void shouldGoOnHereWhileRedisIsAwayAndTogetherWhenItIsBack() throws Exception {
    JsonNode session = open();
    String ana = session.get("participantId").asText();
    try (LogLines lines = new LogLines("/logback-gateway.xml");
        TestClient client = configured(session)) {
      redis.goAway();

      assertThat(ask(one, "PATCH", session, "{'targetLanguage':'en'}").statusCode()).isEqualTo(200);
      assertThat(one.opened(ana)).hasSize(2);
      assertThat(ask(one, "DELETE", session, "").statusCode()).isEqualTo(503);
      assertThat(client.closed).isNotDone();
      assertThat(
              lines.ours(
                  line -> line.path("message").asText().startsWith("Redis is away, going on")))
          // One of each gateway.
          .hasSizeBetween(1, 2);
    }
    redis.comeBack();
    eventually("sessions open again", () -> opens(one) && opens(other));
    JsonNode next = open();
    try (TestClient client = configured(join(other, next))) {
      ask(one, "DELETE", next, "");
      assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4002);
    }
  }

  private static boolean opens(OneGateway at) {
    return TestClient.post(at.gateway, "/v1/sessions", "{}").statusCode() == 201;
  }

  private JsonNode open() {
    String body = "{\"sourceLanguage\":\"en\",\"targetLanguage\":\"pt\"}";
    return TestClient.json(TestClient.post(one.gateway, "/v1/sessions", body));
  }

  private static JsonNode join(OneGateway at, JsonNode session) {
    return TestClient.ticket(at.gateway, id(session), null);
  }

  private static TestClient configured(JsonNode opened) {
    TestClient client = TestClient.connect(opened);
    client.say(CONFIGURE);
    client.next("session.ready");
    return client;
  }

  private static GraphqlSubscriber watch(
      OneGateway at, JsonNode session, String what, String fields) throws Exception {
    GraphqlSubscriber subscriber = GraphqlSubscriber.admitted(at.gateway);
    subscriber.subscribe(
        "1",
        "subscription { " + what + "(sessionId: \"" + id(session) + "\") { " + fields + " } }");
    return subscriber;
  }

  /** Its subscription reaches Redis a moment after it is made. */
  private void awaitWatched(OneGateway at, JsonNode session, GraphqlSubscriber updates) {
    int[] speakers = {1};
    eventually(
        "it watches",
        () -> {
          speakers[0] = speakers[0] % 9 + 1;
          ask(one, "PATCH", session, "{'maxSpeakers':" + speakers[0] + "}");
          return !updates.messages.isEmpty();
        });
  }

  private static Delivery.Builder caption(JsonNode session, String participant, String segment) {
    Delivery.Builder caption =
        TestJob.caption(
            TestJob.to(id(session), participant, 0, participant + segment + "c"), "hello", true);
    caption.getCaptionBuilder().getSegmentBuilder().setId(segment);
    return caption;
  }

  private static Delivery.Builder translation(
      JsonNode session, String participant, String segment, String text) {
    return TestJob.to(id(session), participant, 0, participant + segment + "t")
        .setTranslation(
            Translation.newBuilder()
                .setSegment(caption(session, participant, segment).getCaption().getSegment())
                .setSourceLanguage("en")
                .setLanguage("pt")
                .setText(text));
  }

  private static String id(JsonNode session) {
    return session.get("sessionId").asText();
  }

  private static HttpResponse<String> ask(
      OneGateway at, String method, JsonNode session, String body) {
    return ask(at, method, session, body, "");
  }

  private static HttpResponse<String> ask(
      OneGateway at, String method, JsonNode session, String body, String below) {
    String path = "/v1/sessions/" + id(session) + below;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestClient.api(at.gateway, path))
            .header("Authorization", "Bearer " + at.gateway.apiToken());
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return TestClient.send(
        request
            .method(
                method,
                body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.replace('\'', '"')))
            .build());
  }
}
