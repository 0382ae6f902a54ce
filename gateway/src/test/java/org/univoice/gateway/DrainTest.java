package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.SessionRecord.BodyCase;

/** Two gateways of one deployment, one of which is told to stop. */
class DrainTest {
  private static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en-US','hears':'pt-BR'}";

  private final Clock clock = Clock.systemUTC();
  private final Deployment deployment = Deployment.alone(clock);

  @Test
  void shouldSendItsClientsToAnotherGatewayWithoutALostWord() throws Exception {
    FakeStreamPublisher published = new FakeStreamPublisher();
    try (Gateway stopping = gateway(new FakeStreamPublisher());
        Gateway staying = gateway(published);
        TestJob job = new TestJob(staying.deliveryAddress())) {
      JsonNode opened = TestClient.open(stopping);
      String session = opened.get("sessionId").asText();
      String participant = opened.get("participantId").asText();
      TestClient client = TestClient.connect(opened);
      client.say(CONFIGURE);
      client.next("session.ready");

      CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> drain(stopping));

      assertThat(client.next("notice").get("code").asText()).isEqualTo("GOING_AWAY");
      assertThat(client.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1001);
      try (TestClient moved =
          TestClient.connect(TestClient.ticket(staying, session, participant))) {
        moved.say("{'action':'session.resume','lastSequence':0}");
        long attachedAt = awaitAttached(published, participant);
        job.deliver(TestJob.replayed(session, participant, attachedAt, 3, 150));
        assertThat(moved.next("session.ready").get("receivedMillis").asLong()).isEqualTo(150);
        drained.orTimeout(10, TimeUnit.SECONDS).join();
      }
    }
  }

  @Test
  void shouldTakeNobodyNewAndSaySo() throws Exception {
    try (Gateway gateway = gateway(new FakeStreamPublisher())) {
      JsonNode opened = TestClient.open(gateway);
      gateway.drain();

      HttpResponse<String> refused = TestClient.post(gateway, "/v1/sessions", "{}");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(TestClient.json(refused).get("message").asText()).contains("about to stop");
      HttpResponse<String> health = TestClient.get(gateway, "/v1/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("DOWN", "DRAINING");
      assertThat(
              TestClient.post(
                      gateway,
                      "/v1/sessions/" + opened.get("sessionId").asText() + "/tickets",
                      "{}")
                  .statusCode())
          .isEqualTo(503);
    }
  }

  private Gateway gateway(FakeStreamPublisher stream) {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    return Gateway.start(
        config,
        Outside.local(config, stream, Catalogues.englishAndPortuguese(), clock)
            .withDeployment(deployment));
  }

  private static void drain(Gateway gateway) {
    try {
      gateway.drain();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long awaitAttached(FakeStreamPublisher stream, String participant)
      throws InterruptedException {
    while (!stream.kinds().contains(BodyCase.ATTACHED)) {
      Thread.sleep(10);
    }
    return stream
        .of(participant, BodyCase.ATTACHED, record -> record.getAttached().getAtMs())
        .get(0);
  }
}
