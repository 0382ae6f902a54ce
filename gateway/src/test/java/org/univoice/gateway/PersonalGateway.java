package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.access.guest.GuestKey;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.StaleVersionException;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.voice.FakeVoiceprints;
import org.univoice.gateway.voice.RecordedSpeech;
import org.univoice.internal.v1.TrackOpened;

/** The gateway with people who each have a token of their own name. */
abstract class PersonalGateway {
  static final String CONSENTS = "/v1/users/me/consents";
  static final String PROFILES = "/v1/voice-profiles";
  static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en-US','hears':'pt-BR'}";

  final FakeStreamPublisher stream = new FakeStreamPublisher();
  final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
  final Stores stores = stores();
  final GuestKey guests = GuestKey.random();
  private final Deployment deployment = Deployment.alone(Clock.systemUTC());
  Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = another();
  }

  /** One more of the same deployment. */
  Gateway another() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    Authenticator byName =
        credentials -> {
          String name = credentials.authorization().orElseThrow().replace("Bearer ", "");
          return name.startsWith("premium")
              ? Principal.of(name, Role.PREMIUM_USER)
              : Principal.of(name, Role.USER);
        };
    return Gateway.start(
        config,
        outside(
            Outside.local(config, stream, Catalogues.englishAndPortuguese(), Clock.systemUTC())
                .withStores(stores)
                .withDeployment(deployment)
                .withAccess(Identities.only(byName).withGuests(guests), audit::add)
                .withPersonal(personal())));
  }

  /** Where a test keeps things. */
  Stores stores() {
    return Stores.inMemory();
  }

  /** What a test reaches besides. */
  Outside outside(Outside usual) {
    return usual;
  }

  /** What a test needs besides. */
  PersonalStores personal() {
    return PersonalStores.inMemory().withVoiceprints(new FakeVoiceprints());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  String profileOf(String name) {
    consent(name, "VOICE_CLONING", true);
    return TestClient.json(enrol(name, RecordedSpeech.wav(6_000))).get("profileId").asText();
  }

  void consent(String name, String kind, boolean given) {
    String body =
        "{'kind':'" + kind + "','given':" + given + ",'statement':'I agree','version':'2026-01'}";
    assertThat(put(name, CONSENTS, body, "application/json").statusCode()).isEqualTo(200);
  }

  HttpResponse<String> enrol(String name, byte[] wav) {
    return send(name, "POST", PROFILES + "?language=en-US", wav, "audio/wav");
  }

  HttpResponse<String> form(String name, String audio, String language) {
    String head =
        "--b\r\nContent-Disposition: form-data; name=\""
            + language
            + "\"\r\n\r\nen-US\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\""
            + audio
            + "\"; filename=\"v.wav\"\r\nContent-Type: audio/wav\r\n\r\n";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(RecordedSpeech.wav(6_000));
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(name, "POST", PROFILES, body.toByteArray(), "multipart/form-data; boundary=b");
  }

  JsonNode open(String name) {
    return TestClient.json(send(name, "POST", "/v1/sessions", "{}".getBytes(), "application/json"));
  }

  JsonNode ticket(String name, String session) {
    return TestClient.json(
        send(
            name,
            "POST",
            "/v1/sessions/" + session + "/tickets",
            "{}".getBytes(),
            "application/json"));
  }

  TrackOpened opened(Predicate<TrackOpened> wanted) throws InterruptedException {
    awaitTrue(() -> lastOpened(0) != null && wanted.test(lastOpened(0)));
    return lastOpened(0);
  }

  /** Null when there is none. */
  TrackOpened lastOpened(int from) {
    var records = stream.records();
    for (int i = records.size() - 1; i >= from; i--) {
      if (records.get(i).hasOpened()) {
        return records.get(i).getOpened();
      }
    }
    return null;
  }

  static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean() && System.nanoTime() < untilNanos) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** The session's settings name the glossary, as its owner would have it. */
  void choose(String sessionId, String glossary) throws InterruptedException {
    choose(
        sessionId,
        new SessionSettings(
            false, true, 10, 2_000, SessionSettings.QualityMode.BALANCED, Optional.of(glossary)));
  }

  void choose(String sessionId, SessionSettings settings) throws InterruptedException {
    awaitTrue(() -> stores.sessions().find(sessionId).isPresent());
    awaitTrue(
        () -> {
          StoredSession now = stores.sessions().find(sessionId).orElseThrow();
          try {
            stores.sessions().update(with(now, settings));
            return true;
          } catch (StaleVersionException e) {
            return false;
          }
        });
  }

  private static StoredSession with(StoredSession now, SessionSettings settings) {
    return new StoredSession(
        now.sessionId(),
        now.userId(),
        now.tenant(),
        now.status(),
        now.sourceLanguage(),
        now.targetLanguage(),
        now.speakers(),
        now.startTime(),
        now.endTime(),
        settings,
        now.figures(),
        now.version() + 1);
  }

  HttpResponse<String> get(String name, String path) {
    return send(name, "GET", path, new byte[0], "");
  }

  HttpResponse<String> put(String name, String path, String body, String type) {
    String sent = type.equals("application/json") ? body.replace('\'', '"') : body;
    return send(name, "PUT", path, sent.getBytes(StandardCharsets.UTF_8), type);
  }

  HttpResponse<String> send(String name, String method, String path, byte[] body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer " + name)
            .method(method, BodyPublishers.ofByteArray(body));
    return TestClient.send(
        type.isEmpty() ? request.build() : request.header("Content-Type", type).build());
  }

  static String refusal(HttpResponse<String> refused) {
    JsonNode error = TestClient.json(refused);
    return error.get("code").asText() + " " + error.get("message").asText();
  }
}
