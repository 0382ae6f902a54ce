package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.admission.AdmissionConfig;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;

/** The whole gateway over its real listeners, between a client and a job that are played. */
class GatewayTest {
  private static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en-US','hears':'pt-BR'}";
  private static final int BYTES_PER_CHUNK = 1600;

  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private Gateway gateway;

  @BeforeEach
  void start() {
    gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts(),
            stream,
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldCarryAudioInAndEverythingBackOut() {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestClient client = TestClient.connect(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(CONFIGURE);
      JsonNode ready = client.next("session.ready");
      assertThat(ready.get("sessionId").asText()).isEqualTo(session);
      assertThat(ready.get("receivedMillis").asLong()).isZero();
      assertThat(ready.get("resumed").asBoolean()).isFalse();
      client.speak(new byte[2 * BYTES_PER_CHUNK + 10]);
      client.say("{'action':'audio.control','command':'stop'}");
      eventually(() -> stream.kinds().contains(BodyCase.ENDED));
      assertThat(stream.kinds())
          .containsExactly(
              BodyCase.OPENED, BodyCase.AUDIO, BodyCase.AUDIO, BodyCase.AUDIO, BodyCase.ENDED);

      job.deliver(
          TestJob.caption(TestJob.to(session, participant, 5, "c"), "hi", true),
          TestJob.begin(TestJob.to(session, participant, 6, "b")),
          TestJob.chunk(TestJob.to(session, participant, 7, "s0"), 0, 4800),
          TestJob.chunk(TestJob.to(session, participant, 8, "s1"), 1, 4800),
          TestJob.end(TestJob.to(session, participant, 9, "e"), 2));

      assertThat(client.next("caption.final").get("text").asText()).isEqualTo("hi");
      JsonNode begin = client.next("speech.begin");
      assertThat(begin.get("voice").asText()).isEqualTo("similar");
      ByteBuffer first = client.nextSpeech();
      ByteBuffer second = client.nextSpeech();
      assertThat(first.getLong()).isEqualTo(7);
      assertThat(first.getInt()).isEqualTo(begin.get("audio").asInt());
      assertThat(first.getInt()).isZero();
      assertThat(first.remaining()).isEqualTo(4800);
      assertThat(second.getLong(0)).isEqualTo(8);
      assertThat(second.getInt(12)).isEqualTo(100);
      assertThat(client.next("speech.end").get("chunks").asInt()).isEqualTo(2);
      // The pong to the gateway's ping acknowledges, about a second later.
      eventually(() -> stream.kinds().contains(BodyCase.ACKNOWLEDGED));
      assertThat(
              stream.of(participant, BodyCase.ACKNOWLEDGED, SessionRecord::getAcknowledged).get(0))
          .matches(acknowledged -> acknowledged.getUpToSequence() == 9);
    }
  }

  @Test
  void shouldBringTheOriginalToWhoAskedWithItsNumberBeforeIt() {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String speaker = opened.get("participantId").asText();
    JsonNode asked = TestClient.ticket(gateway, session, null);
    JsonNode other = TestClient.ticket(gateway, session, null);
    try (TestClient speaking = TestClient.connect(opened);
        TestClient listening = TestClient.connect(asked);
        TestClient without = TestClient.connect(other);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      speaking.say(CONFIGURE);
      assertThat(speaking.next("session.ready").get("original").asText()).isEqualTo("off");
      listening.say(
          "{'action':'session.configure','hears':'pt-BR','original':'ducked','output':{'format':'opus'}}");
      assertThat(listening.next("session.ready").get("original").asText()).isEqualTo("ducked");
      without.say("{'action':'session.configure','hears':'pt-BR'}");
      without.next("session.ready");
      job.deliver(
          TestJob.caption(
              TestJob.to(session, asked.get("participantId").asText(), 5, "c"), "hi", true));
      listening.next("caption.final");

      byte[] said = new byte[2 * BYTES_PER_CHUNK];
      said[BYTES_PER_CHUNK] = 7;
      speaking.speak(said);

      JsonNode begin = listening.next("original.begin");
      assertThat(begin.get("participant").asText()).isEqualTo(speaker);
      assertThat(begin.get("format").asText()).isEqualTo("pcm16");
      assertThat(begin.get("sampleRate").asInt()).isEqualTo(16_000);
      assertThat(begin.get("channels").asInt()).isEqualTo(1);
      ByteBuffer first = listening.nextSpeech();
      ByteBuffer second = listening.nextSpeech();
      assertThat(first.getLong()).isEqualTo(5);
      assertThat(first.getInt()).isEqualTo(begin.get("audio").asInt()).isNegative();
      assertThat(first.getInt()).isZero();
      assertThat(first.remaining()).isEqualTo(BYTES_PER_CHUNK);
      assertThat(second.getInt(12)).isEqualTo(50);
      assertThat(second.get(16)).isEqualTo((byte) 7);
      // What the job sends comes after, where anything had been on its way.
      for (JsonNode one : List.of(opened, other)) {
        job.deliver(
            TestJob.caption(
                TestJob.to(session, one.get("participantId").asText(), 6, "d" + one), "hi", true));
      }
      speaking.next("caption.final");
      without.next("caption.final");
      assertThat(speaking.speech).isEmpty();
      assertThat(without.speech).isEmpty();
    }
  }

  @Test
  void shouldEndTheTrackAndSaySoWhenAWavWasCutShortBeforeItsSound() {
    try (TestClient client = TestClient.connect(TestClient.open(gateway))) {
      client.say(CONFIGURE.replace("pcm16", "wav"));
      client.next("session.ready");
      client.speak("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
      client.say("{'action':'audio.control','command':'stop'}");

      assertThat(error(client)).contains("INVALID_AUDIO_FORMAT", "ends before its sound begins");
      assertThat(stream.kinds()).containsExactly(BodyCase.OPENED, BodyCase.ENDED);
    }
  }

  @Test
  void shouldDropWhatARestartedJobSendsAgain() {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestClient client = TestClient.connect(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(CONFIGURE);
      client.next("session.ready");
      job.deliver(TestJob.caption(TestJob.to(session, participant, 5, "c"), "hi", true));
      job.deliver(TestJob.caption(TestJob.to(session, participant, 5, "c"), "hi", true));
      job.deliver(TestJob.caption(TestJob.to(session, participant, 6, "d"), "there", true));
      assertThat(client.next("caption.final").get("text").asText()).isEqualTo("hi");
      assertThat(client.next("caption.final").get("text").asText()).isEqualTo("there");
    }
  }

  @Test
  void shouldNameSessionsThatItDoesNotHold() {
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      assertThat(
              job.deliver(TestJob.caption(TestJob.to("gone", "p", 1, "c"), "hi", true))
                  .getUnknownSessionsList())
          .containsExactly("gone");
    }
  }

  @Test
  void shouldGoOnAfterALostConnectionWithNothingLostAndNothingTwice() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      TestClient first = TestClient.connect(opened);
      first.say(CONFIGURE);
      first.next("session.ready");
      first.speak(new byte[3 * BYTES_PER_CHUNK + 700]);
      eventually(() -> audio(participant).size() == 3);
      job.deliver(TestJob.caption(TestJob.to(session, participant, 5, "c"), "one", true));
      first.next("caption.final");
      job.deliver(TestJob.caption(TestJob.to(session, participant, 6, "d"), "two", true));
      first.drop();
      JsonNode again = TestClient.ticket(gateway, session, participant);
      try (TestClient second = TestClient.connect(again)) {
        second.say("{'action':'session.resume','lastSequence':5}");
        JsonNode ready = second.next("session.ready");
        assertThat(ready.get("resumed").asBoolean()).isTrue();
        assertThat(ready.get("receivedMillis").asLong()).isEqualTo(150);
        eventually(() -> stream.kinds().contains(BodyCase.ATTACHED));
        var attached = stream.of(participant, BodyCase.ATTACHED, SessionRecord::getAttached).get(0);
        assertThat(attached.getLastSequence()).isEqualTo(5);
        // The job repeats what was missed while something newer overtakes it by far.
        job.deliver(TestJob.caption(TestJob.to(session, participant, 7, "e"), "three", true));
        assertThat(second.texts.poll(400, TimeUnit.MILLISECONDS)).isNull();
        job.deliver(
            TestJob.caption(TestJob.to(session, participant, 6, "d"), "two", true),
            TestJob.caption(TestJob.to(session, participant, 5, "c"), "one", true));
        job.deliver(TestJob.replayed(session, participant, attached.getAtMs()));
        assertThat(second.next("caption.final").get("text").asText()).isEqualTo("two");
        assertThat(second.next("caption.final").get("text").asText()).isEqualTo("three");
        second.speak(new byte[BYTES_PER_CHUNK]);
        eventually(() -> audio(participant).size() == 4);
        assertThat(audio(participant))
            .extracting(AudioChunk::getStartMs)
            .containsExactly(0L, 50L, 100L, 150L);
        assertThat(audio(participant))
            .extracting(AudioChunk::getSequence)
            .containsExactly(0L, 1L, 2L, 3L);
      }
    }
  }

  @Test
  void shouldLetANewerConnectionReplaceAnOlderOne() {
    JsonNode opened = TestClient.open(gateway);
    TestClient older = TestClient.connect(opened);
    JsonNode again =
        TestClient.ticket(
            gateway, opened.get("sessionId").asText(), opened.get("participantId").asText());
    try (TestClient newer = TestClient.connect(again)) {
      assertThat(older.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(4001);
      newer.say(CONFIGURE);
      newer.next("session.ready");
    }
  }

  @Test
  void shouldEndTheTrackAtOnceWhenTheClientLeavesForGood() {
    JsonNode opened = TestClient.open(gateway);
    TestClient client = TestClient.connect(opened);
    client.say(CONFIGURE);
    client.next("session.ready");
    client.close();
    eventually(() -> stream.kinds().contains(BodyCase.ENDED));
    eventually(
        () ->
            TestClient.post(
                        gateway,
                        "/v1/sessions/" + opened.get("sessionId").asText() + "/tickets",
                        "{}")
                    .statusCode()
                == 404);
  }

  @Test
  void shouldAnswerEveryMistakeClearlyAndGoOn() {
    try (TestClient client = TestClient.connect(TestClient.open(gateway))) {
      client.speak(new byte[100]);
      assertThat(error(client)).contains("INVALID_REQUEST", "session.configure first");
      client.say("{'action':'dance'}");
      assertThat(error(client)).contains("INVALID_REQUEST", "'dance' is not known");
      client.say("no json");
      assertThat(error(client)).contains("INVALID_REQUEST", "not valid JSON");
      client.say(CONFIGURE.replace("en-US", "xx"));
      assertThat(error(client)).contains("UNSUPPORTED_LANGUAGE", "en, pt or auto");
      client.say(CONFIGURE.replace("pt-BR", "xx"));
      assertThat(error(client)).contains("UNSUPPORTED_LANGUAGE", "en, pt.");
      client.say(CONFIGURE.replace("pcm16", "flac"));
      assertThat(error(client)).contains("INVALID_AUDIO_FORMAT", "pcm16, wav");
      client.say(CONFIGURE.replace("16000", "8000"));
      assertThat(error(client))
          .contains("INVALID_AUDIO_FORMAT", "16,000 or more", "better quality");
      client.say(CONFIGURE.replace("'speaks'", "'output':{'format':'flac'},'speaks'"));
      assertThat(error(client)).contains("INVALID_REQUEST", "as 'flac'", "pcm16, opus, mp3, wav");
      client.say("{'action':'session.resume','lastSequence':1}");
      assertThat(error(client)).contains("INVALID_REQUEST");
      client.say(CONFIGURE);
      client.next("session.ready");
      client.say("{'action':'audio.control','command':'stop'}");
      client.speak(new byte[100]);
      assertThat(error(client)).contains("INVALID_REQUEST", "stopped");
      client.say("{'action':'session.status'}");
      assertThat(client.next("session.status").get("state").asText()).isEqualTo("stopped");
    }
  }

  @Test
  void shouldRefuseAMessageThatIsTooLargeAfterSayingSo() {
    try (TestClient client = TestClient.connect(TestClient.open(gateway))) {
      client.speakUntilRefused(new byte[65_537]);
      assertThat(error(client)).contains("INVALID_REQUEST", "larger than 65536");
      assertThat(client.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1009);
    }
  }

  @Test
  void shouldTakeATicketOnlyOnce() {
    JsonNode opened = TestClient.open(gateway);
    try (TestClient client = TestClient.connect(opened)) {
      assertThatThrownBy(() -> TestClient.connect(opened))
          .hasMessageContaining("WebSocketHandshake");
    }
  }

  @Test
  void shouldReadNoFasterThanTwiceRealTime() {
    JsonNode opened = TestClient.open(gateway);
    String participant = opened.get("participantId").asText();
    try (TestClient client = TestClient.connect(opened)) {
      client.say(CONFIGURE);
      client.next("session.ready");
      long start = System.nanoTime();
      for (int i = 0; i < 240; i++) {
        client.speak(new byte[BYTES_PER_CHUNK]);
      }
      assertThat(client.next("notice").get("code").asText()).isEqualTo("SENDING_TOO_FAST");
      eventually(() -> audio(participant).size() == 240);
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofSeconds(2).toNanos());
    }
  }

  @Test
  void shouldHoldTheSenderWhileTheStreamIsFull() throws InterruptedException {
    JsonNode opened = TestClient.open(gateway);
    String participant = opened.get("participantId").asText();
    try (TestClient client = TestClient.connect(opened)) {
      client.say(CONFIGURE);
      client.next("session.ready");
      stream.fill();
      client.speak(new byte[BYTES_PER_CHUNK]);
      eventually(() -> audio(participant).size() == 1);
      client.speak(new byte[BYTES_PER_CHUNK]);
      Thread.sleep(200);
      assertThat(audio(participant)).hasSize(1);
      stream.drain();
      eventually(() -> audio(participant).size() == 2);
    }
  }

  @Test
  void shouldStayBoundedWhenAListenerReadsNothing() {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestClient deaf = TestClient.deaf(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      deaf.say(CONFIGURE);
      eventually(() -> stream.kinds().contains(BodyCase.OPENED));
      long before = usedAfterCollection();
      // 96 MB of speech for somebody who hears none of it.
      for (int i = 0; i < 1000; i++) {
        job.deliver(TestJob.chunk(TestJob.to(session, participant, i + 1, "s" + i), i, 96_000));
      }
      assertThat(usedAfterCollection() - before).isLessThan(30L * 1024 * 1024);
      deaf.drop();
    }
  }

  @Test
  void shouldTellASlowReaderWhatItMissed() {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestClient slow = TestClient.deaf(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      slow.say(CONFIGURE);
      eventually(() -> stream.kinds().contains(BodyCase.OPENED));
      for (int i = 0; i < 200; i++) {
        job.deliver(
            TestJob.chunk(TestJob.to(session, participant, 2 * i + 1, "s" + i), i, 96_000),
            TestJob.caption(TestJob.to(session, participant, 2 * i + 2, "c" + i), "hi", false));
      }
      slow.listen();
      JsonNode notice = slow.next("notice");
      assertThat(notice.get("code").asText()).isEqualTo("LISTENING_TOO_SLOWLY");
      assertThat(notice.get("message").asText()).contains("captions", "ms of speech");
    }
  }

  @Test
  void shouldNotListenToWhoDoesNotReadTheAnswers() throws InterruptedException {
    JsonNode opened = TestClient.open(gateway);
    TestClient deaf = TestClient.deaf(opened);
    deaf.say(CONFIGURE);
    eventually(() -> stream.kinds().contains(BodyCase.OPENED));
    long before = usedAfterCollection();
    Thread flood = new Thread(() -> flood(deaf));
    flood.start();
    flood.join(4_000);
    assertThat(flood.isAlive()).as("the client is held by TCP").isTrue();
    assertThat(usedAfterCollection() - before).isLessThan(30L * 1024 * 1024);
    deaf.drop();
    flood.join();
  }

  private static void flood(TestClient client) {
    try {
      for (int i = 0; i < 1_000_000; i++) {
        client.say("{'action':'session.status'}");
      }
    } catch (java.util.concurrent.CompletionException e) {
      // The connection is gone: the test is over.
    }
  }

  @Test
  void shouldServeAHundredConnectionsAtOnce() {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      clients.add(TestClient.connect(TestClient.open(gateway)));
    }
    clients.forEach(client -> client.say(CONFIGURE));
    clients.forEach(client -> client.next("session.ready"));
    for (int i = 0; i < 10; i++) {
      clients.forEach(client -> client.speak(new byte[BYTES_PER_CHUNK]));
    }
    eventually(
        () -> stream.kinds().stream().filter(kind -> kind == BodyCase.AUDIO).count() == 1000);
    clients.forEach(TestClient::close);
  }

  @Test
  void shouldSayWhichPortIsTakenAndWhatToSet() {
    GatewayConfig same =
        GatewayConfig.local().onFreePorts().withMediaPort(gateway.mediaAddress().getPort());
    assertThatThrownBy(
            () -> Gateway.start(same, stream, Catalogues.englishAndPortuguese(), Clock.systemUTC()))
        .isInstanceOf(PortTakenException.class)
        .hasMessageContaining("media port " + gateway.mediaAddress().getPort() + " is taken")
        .hasMessageContaining("UNIVOICE_MEDIA_PORT");
    GatewayConfig sameApi =
        GatewayConfig.local().onFreePorts().withApiPort(gateway.apiAddress().getPort());
    assertThatThrownBy(
            () ->
                Gateway.start(
                    sameApi, stream, Catalogues.englishAndPortuguese(), Clock.systemUTC()))
        .isInstanceOf(PortTakenException.class);
  }

  @Test
  void shouldGuardWhatChangesSomething() {
    HttpResponse<String> refused =
        TestClient.send(
            HttpRequest.newBuilder(TestClient.api(gateway, "/v1/sessions"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(TestClient.json(refused).get("code").asText()).isEqualTo("UNAUTHORIZED");
    assertThat(refused.headers().firstValue("X-Request-Id"))
        .hasValue(TestClient.json(refused).get("requestId").asText());
  }

  @Test
  void shouldOpenNoSessionWhileItHasEnoughToDoAndSayWhenToAskAgain() {
    gateway.close();
    // Some of the heap is always in use, so this one is always full.
    AdmissionConfig full = new AdmissionConfig(2, 1e-9, 0, Duration.ofSeconds(1), false);
    System.gc();
    gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts().withAdmission(full),
            stream,
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
    eventually(() -> TestClient.get(gateway, "/metrics").body().contains("admission_open 0"));
    HttpResponse<String> refused = TestClient.post(gateway, "/v1/sessions", "{}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(refused.body()).contains("SERVICE_UNAVAILABLE", "who is in a session already");
    assertThat(TestClient.get(gateway, "/metrics").body())
        .contains("univoice_admission_refused_total 1");
  }

  @Test
  void shouldAnswerTheApiInJsonAlsoWhenItRefuses() {
    assertThat(TestClient.get(gateway, "/v1/health").statusCode()).isEqualTo(200);
    assertThat(TestClient.get(gateway, "/v1/languages").body())
        .contains("\"code\":\"en\"", "\"domains\":[\"medical\"]", "\"formalities\":[\"formal\"]");
    assertThat(TestClient.get(gateway, "/v1/languages/pairs").body())
        .contains("\"tier\":\"useful\"");
    assertThat(TestClient.get(gateway, "/v1/voices").body()).contains("af_heart");
    assertThat(TestClient.get(gateway, "/metrics").body()).contains("univoice_sessions");
    HttpResponse<String> missing = TestClient.get(gateway, "/v1/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(TestClient.json(missing).get("code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
    HttpResponse<String> broken = TestClient.post(gateway, "/v1/sessions", "{broken");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(broken).get("code").asText()).isEqualTo("INVALID_REQUEST");
  }

  private List<AudioChunk> audio(String track) {
    return stream.of(track, BodyCase.AUDIO, SessionRecord::getAudio);
  }

  private static String error(TestClient client) {
    JsonNode error = client.next("error");
    return error.get("code").asText()
        + ": "
        + error.get("message").asText()
        + " "
        + error.get("suggestion").asText();
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true in 10 seconds");
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
