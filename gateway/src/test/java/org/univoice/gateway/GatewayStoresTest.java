package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.univoice.gateway.aws.StandInStores;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.session.SessionStatus;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.Latency;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.Translation;

/** What the whole gateway keeps of a session, and gives out again. */
class GatewayStoresTest {
  private static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en-US','hears':'pt-BR'}";

  static Stream<Stores> stores() {
    return Stream.of(Stores.inMemory(), Stores.aws(StandInStores.clients(), Clock.systemUTC()));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void shouldKeepWhatWasSaidAndGiveItOutInEveryFormat(Stores stores) {
    try (Gateway gateway = start(stores)) {
      String session = converse(gateway);

      eventually("ended", () -> ended(stores, session));
      StoredSession kept = stores.sessions().find(session).orElseThrow();
      assertThat(kept.status()).isEqualTo(SessionStatus.ENDED);
      assertThat(kept.figures().totalSegments()).isEqualTo(1);
      assertThat(kept.figures().p95LatencyMillis()).isEqualTo(42);
      assertThat(kept.sourceLanguage()).isEqualTo("en-US");
      eventually("stored", () -> stores.segments().ofSession(session).size() == 2);
      eventually(
          "latency", () -> stores.segments().ofSession(session).get(1).latencyMillis() == 42);

      String path = "/v1/sessions/" + session + "/transcript";
      JsonNode said = TestClient.json(get(gateway, path)).get("segments").get(0);
      assertThat(said.get("text").asText()).isEqualTo("Hello <you>");
      assertThat(said.get("translations").get(0).get("text").asText()).isEqualTo("Olá & oi");
      assertThat(get(gateway, path + "?format=txt").body()).endsWith("] S1: Hello <you>\n");
      HttpResponse<String> vtt = get(gateway, path + "?format=vtt&language=pt-BR");
      assertThat(vtt.body()).startsWith("WEBVTT\n\n").contains("<v S1>Olá &amp; oi\n");
      assertThat(vtt.headers().firstValue("content-type")).contains("text/vtt; charset=utf-8");
      assertThat(get(gateway, path + "?format=srt&language=pt").body()).contains("S1: Olá & oi\n");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithARequestForATranscript() {
    Stores stores = Stores.inMemory();
    try (Gateway gateway = start(stores)) {
      String session = converse(gateway);
      String path = "/v1/sessions/" + session + "/transcript";
      eventually("it is kept", () -> stores.segments().ofSession(session).size() == 2);

      assertThat(get(gateway, path + "?format=pdf").body())
          .contains("INVALID_REQUEST", "json, srt, vtt, txt");
      assertThat(get(gateway, path + "?format=srt&language=fr").body())
          .contains("RESOURCE_NOT_FOUND", "en, pt");
      assertThat(get(gateway, path + "?language=pt").body()).contains("INVALID_REQUEST");
      assertThat(get(gateway, "/v1/sessions/unknown/transcript").statusCode()).isEqualTo(404);
      assertThat(TestClient.get(gateway, path).statusCode()).isEqualTo(401);
    }
  }

  private static boolean ended(Stores stores, String session) {
    return stores.sessions().find(session).flatMap(StoredSession::endTime).isPresent();
  }

  private static Gateway start(Stores stores) {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    return Gateway.start(
        config,
        Outside.local(
                config,
                new FakeStreamPublisher(),
                Catalogues.englishAndPortuguese(),
                Clock.systemUTC())
            .withStores(stores));
  }

  /** Somebody says something, hears it in another language and goes. */
  private static String converse(Gateway gateway) {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestClient client = TestClient.connect(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(CONFIGURE);
      client.next("session.ready");
      client.speak(new byte[16_000]);
      Segment segment =
          Segment.newBuilder()
              .setId(participant + ":0")
              .setSpeaker("S1")
              .setTrackId(participant)
              .setEndMs(450)
              .build();
      Delivery.Builder caption =
          TestJob.to(session, participant, 1, "c")
              .setCaption(
                  Caption.newBuilder()
                      .setSegment(segment)
                      .setFinal(true)
                      .setLanguage("en")
                      .setText("Hello <you>")
                      .setConfidence(0.9f));
      Delivery.Builder translation =
          TestJob.to(session, participant, 2, "t")
              .setTranslation(
                  Translation.newBuilder()
                      .setSegment(segment)
                      .setSourceLanguage("en")
                      .setLanguage("pt")
                      .setText("Olá & oi")
                      .setConfidence(0.8f));
      Delivery.Builder latency =
          TestJob.to(session, participant, 3, "l")
              .setLatency(
                  Latency.newBuilder()
                      .setSegmentId(segment.getId())
                      .setLanguage("pt")
                      .setEndToEndMs(42));
      job.deliver(caption, translation, latency);
      job.deliver(caption, translation, latency);
      client.next("latency");
    }
    return session;
  }

  private static HttpResponse<String> get(Gateway gateway, String path) {
    return TestClient.send(
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer " + gateway.apiToken())
            .build());
  }
}
