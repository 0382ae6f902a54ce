package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.recording.RecordingSpool;
import org.univoice.gateway.recording.s3.S3RecordingStore;
import org.univoice.gateway.voice.FakeVoiceprints;
import org.univoice.gateway.voice.RecordedSpeech;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.v1.Recording;
import org.univoice.v1.RecordingServiceGrpc;
import org.univoice.v1.RequestRecordingRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Recordings, exports and erasures over the real listeners, into S3. */
class RecordingTest extends PersonalGateway {
  private static StandInS3 s3;
  private static S3RecordingStore recordings;

  @BeforeAll
  static void startS3() throws Exception {
    s3 = StandInS3.start("recordings");
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StandInS3.credentials())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    recordings =
        new S3RecordingStore(s3.client(), presigner, "recordings", Optional.of(s3.kmsKey()));
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  @Override
  PersonalStores personal() {
    return PersonalStores.inMemory()
        .withVoiceprints(new FakeVoiceprints())
        .withRecordings(recordings, RecordingSpool.TEMPORARY);
  }

  @Test
  void shouldRecordWhoConsentsAndNobodyElse() throws Exception {
    consent("premium", "RECORDING", true);
    JsonNode session = open("premium");
    String id = session.get("sessionId").asText();
    String ana = session.get("participantId").asText();
    String recordingId;
    try (TestClient client = TestClient.connect(session);
        TestClient guest = TestClient.connect(ticket("bob", id));
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      recordingId = record("premium", id);
      Thread.sleep(500); // The consent is looked up beside the conversation.
      client.say(CONFIGURE);
      guest.say(CONFIGURE);
      client.next("session.ready");
      guest.next("session.ready");
      client.speak(tone(1_000));
      guest.speak(tone(1_000));
      job.deliver(TestJob.begin(TestJob.to(id, ana, 1, "b")));
      awaitTrue(() -> chunks(ana) >= 20);
    }

    JsonNode kept = complete("premium", recordingId);

    assertThat(names(kept))
        .containsExactlyInAnyOrder(
            "source-audio.wav", "source-audio-" + ana + ".wav", "transcript.json");
    byte[] wav = fetch(kept, "source-audio.wav");
    assertThat(new String(wav, StandardCharsets.ISO_8859_1)).startsWith("RIFF");
    ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(header.getInt(4)).isEqualTo(wav.length - 8);
    assertThat(header.getInt(40)).isEqualTo(wav.length - 44);
    for (JsonNode file : kept.get("files")) {
      assertThat(fetch(kept, file.get("name").asText())).hasSize(file.get("bytes").asInt());
    }
    assertThat(loudMillis(wav)).isBetween(950, 1_000);
    assertThat(loudMillis(fetch(kept, "source-audio-" + ana + ".wav"))).isBetween(950, 1_000);
    String files = "/v1/recordings/" + recordingId + "/files/";
    assertThat(download("premium", files + "source-audio.wav")).isEqualTo(wav);
    assertThat(get("bob", files + "source-audio.wav").statusCode()).isEqualTo(404);
    assertThat(get("premium", files + "metadata.json").statusCode()).isEqualTo(404);
    assertThat(get("premium", files + "..%2Fmetadata.json").statusCode()).isEqualTo(400);
    assertThat(get("bob", "/v1/recordings/" + recordingId).statusCode()).isEqualTo(404);
    assertThat(
            send("premium", "DELETE", "/v1/recordings/" + recordingId, new byte[0], "")
                .statusCode())
        .isEqualTo(204);
    assertThat(get("premium", "/v1/recordings/" + recordingId).statusCode()).isEqualTo(404);
    assertThat(s3.client().listObjectsV2(r -> r.bucket("recordings")).join().contents())
        .noneMatch(object -> object.key().contains(id));
  }

  @Test
  void shouldRecordNothingOfSomebodyWhoTookTheConsentBack() throws Exception {
    consent("premium", "RECORDING", true);
    consent("premium", "RECORDING", false);
    JsonNode session = open("premium");
    String recordingId;
    try (TestClient client = TestClient.connect(session)) {
      recordingId = record("premium", session.get("sessionId").asText());
      client.say(CONFIGURE);
      client.next("session.ready");
      client.speak(tone(500));
      awaitTrue(() -> chunks(session.get("participantId").asText()) >= 10);
    }

    assertThat(names(complete("premium", recordingId))).containsExactly("transcript.json");
  }

  @Test
  void shouldHandOutEverythingAndForgetEverything() throws Exception {
    profileOf("premium-eva");
    consent("premium-eva", "RECORDING", true);
    put("premium-eva", "/v1/glossaries/g", "heart,coração,en-pt", "text/csv");
    JsonNode session = open("premium-eva");
    String id = session.get("sessionId").asText();
    choose(id, "g");
    String recordingId;
    try (TestClient client = TestClient.connect(session)) {
      recordingId = record("premium-eva", id);
      Thread.sleep(500);
      client.say(CONFIGURE);
      client.next("session.ready");
      client.speak(tone(500));
      awaitTrue(() -> chunks(session.get("participantId").asText()) >= 10);
    }
    complete("premium-eva", recordingId);

    TreeMap<String, Integer> zip = unzipped(export("premium-eva"));
    assertThat(zip.keySet())
        .contains("account.json", "consents.json", "glossaries/g.csv")
        .contains("sessions/" + id + "/session.json", "sessions/" + id + "/transcript.json")
        .contains("recordings/" + recordingId + "/source-audio.wav")
        .anyMatch(name -> name.matches("voice-profiles/.*/sample-1.wav"));

    assertThat(send("premium-eva", "DELETE", "/v1/users/me", new byte[0], "").statusCode())
        .isEqualTo(202);
    awaitTrue(
        () ->
            TestClient.json(get("premium-eva", "/v1/users/me/erasure"))
                .get("status")
                .asText()
                .equals("COMPLETE"));
    assertThat(stores.users().find("premium-eva")).isEmpty();
    assertThat(stores.voices().ofUser("premium-eva")).isEmpty();
    assertThat(stores.sessions().find(id)).isEmpty();
    assertThat(recordings.ofUser("premium-eva")).isEmpty();
    assertThat(unzipped(export("premium-eva")).keySet())
        .containsExactlyInAnyOrder("account.json", "consents.json");
    assertThat(audit)
        .filteredOn(entry -> entry.details().containsKey("erasureStep"))
        .extracting(entry -> entry.details().get("erasureStep"))
        .contains(
            "api-keys",
            "connections",
            "sessions",
            "transcripts",
            "participations",
            "voice-profiles",
            "recordings",
            "glossaries",
            "consents",
            "account")
        .endsWith("complete");
  }

  @Test
  void shouldMakeAProfileOfWhatSomebodySaidInARecordingOfTheirOwn() throws Exception {
    String name = "premium-rui";
    consent(name, "RECORDING", true);
    consent(name, "VOICE_CLONING", true);
    consent("bob", "VOICE_CLONING", true);
    JsonNode session = open(name);
    String recordingId;
    byte[] from;
    try (TestClient client = TestClient.connect(session)) {
      recordingId = record(name, session.get("sessionId").asText());
      from = ("{\"recordingId\":\"" + recordingId + "\",\"language\":\"en-US\"}").getBytes();
      assertThat(refusal(send(name, "POST", PROFILES, from, "application/json")))
          .startsWith("INSUFFICIENT_AUDIO There is no file in this recording");
      Thread.sleep(500);
      client.say(CONFIGURE);
      client.next("session.ready");
      byte[] speech = RecordedSpeech.pcm(6_000);
      for (int at = 0; at < speech.length; at += 32_000) {
        client.speak(Arrays.copyOfRange(speech, at, at + 32_000));
      }
      awaitTrue(() -> chunks(session.get("participantId").asText()) >= 110);
    }
    complete(name, recordingId);

    HttpResponse<String> made = send(name, "POST", PROFILES, from, "application/json");

    assertThat(made.statusCode()).isEqualTo(201);
    VoiceProfile profile = stores.voices().ofUser(name).get(0);
    assertThat(profile.language()).isEqualTo("en-US");
    assertThat(stores.voices().samples(profile.profileId()).get(0).length)
        .isGreaterThan(5_000 * 32);
    assertThat(send("bob", "POST", PROFILES, from, "application/json").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldKeepWhatSeveralGatewaysRecordOfOneSessionAsOneRecording() throws Exception {
    consent("premium-eva", "RECORDING", true);
    consent("rui", "RECORDING", true);
    JsonNode session = open("premium-eva");
    String id = session.get("sessionId").asText();
    String eva = session.get("participantId").asText();
    Gateway first = gateway;
    String recordingId;
    String rui;
    try (Gateway second = another();
        TestClient client = TestClient.connect(session)) {
      gateway = second;
      recordingId = record("premium-eva", id);
      JsonNode ticket = ticket("rui", id);
      rui = ticket.get("participantId").asText();
      try (TestClient guest = TestClient.connect(ticket)) {
        client.say(CONFIGURE);
        guest.say(CONFIGURE);
        client.next("session.ready");
        guest.next("session.ready");
        awaitTrue(() -> metadataOf(id) == 2);
        Thread.sleep(500); // The consents are looked up beside the conversation.
        client.speak(tone(1_000));
        guest.speak(tone(1_000));
        awaitTrue(() -> chunks(eva) >= 20 && chunks(rui) >= 20);
      }
      // A gateway that stops before it has seen somebody leave believes that they come back.
      awaitTrue(() -> hasLeft(rui));
    } finally {
      gateway = first;
    }

    JsonNode kept = complete("premium-eva", recordingId);

    assertThat(names(kept)).hasSize(6).contains("source-audio.wav", "transcript.json");
    for (String of : List.of("source-audio.wav", "source-audio-" + eva, "source-audio-" + rui)) {
      for (String name : names(kept)) {
        if (name.contains(of)) {
          assertThat(loudMillis(fetch(kept, name))).as(name).isBetween(950, 1_000);
        }
      }
    }
    assertThat(names(kept)).anyMatch(name -> name.endsWith("source-audio-" + eva + ".wav"));
    assertThat(names(kept)).anyMatch(name -> name.endsWith("source-audio-" + rui + ".wav"));
    assertThat(unzipped(export("premium-eva")).keySet())
        .containsAll(
            names(kept).stream().map(name -> "recordings/" + recordingId + "/" + name).toList());

    send("rui", "DELETE", "/v1/users/me", new byte[0], "");
    awaitTrue(() -> recordings.ofUser("rui").isEmpty());
    JsonNode left = TestClient.json(get("premium-eva", "/v1/recordings/" + recordingId));
    assertThat(names(left)).noneMatch(name -> name.contains(rui)).hasSize(4);
    send("premium-eva", "DELETE", "/v1/recordings/" + recordingId, new byte[0], "");
    assertThat(keysOf(id)).isEmpty();
  }

  @Test
  void shouldRecordFromAndUntilTheOwnerSaysSoAtWhicheverGateway() throws Exception {
    JsonNode session = open("premium");
    String id = session.get("sessionId").asText();
    Gateway first = gateway;
    try (Gateway second = another();
        TestClient client = TestClient.connect(session)) {
      gateway = second;
      assertThat(recordingEnabled(id, true)).isEqualTo(200);
      awaitTrue(() -> metadataOf(id) == 1);
      String recordingId = recordingOf(id);
      assertThat(statusOf(recordingId)).isEqualTo("RECORDING");

      assertThat(recordingEnabled(id, false)).isEqualTo(200);
      complete("premium", recordingId);

      assertThat(recordingEnabled(id, true)).isEqualTo(200);
      awaitTrue(() -> statusOf(recordingId).equals("RECORDING"));
      send("premium", "DELETE", "/v1/recordings/" + recordingId, new byte[0], "");
      assertThat(stores.sessions().find(id).orElseThrow().settings().recording()).isFalse();
      client.say("{'action':'session.status'}");
      assertThat(metadataOf(id)).isZero();
    } finally {
      gateway = first;
    }
  }

  @Test
  void shouldAnswerOverGrpcWhatItBeginsToRecordElsewhere() throws Exception {
    JsonNode session = open("premium");
    String id = session.get("sessionId").asText();
    try (Gateway second = another()) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", second.apiAddress().getPort())
              .usePlaintext()
              .build();
      Metadata proof = new Metadata();
      proof.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer premium");
      try {
        var answer =
            RecordingServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(proof))
                .requestRecording(RequestRecordingRequest.newBuilder().setSessionId(id).build());

        assertThat(answer.getSessionId()).isEqualTo(id);
        assertThat(answer.getState()).isEqualTo(Recording.State.STATE_PENDING);
        awaitTrue(() -> metadataOf(id) == 1);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private int recordingEnabled(String session, boolean wanted) {
    String body = "{\"recordingEnabled\":" + wanted + "}";
    return send("premium", "PATCH", "/v1/sessions/" + session, body.getBytes(), "application/json")
        .statusCode();
  }

  private String recordingOf(String session) {
    return RecordingService.urlOf(stores.sessions().find(session).orElseThrow())
        .orElseThrow()
        .replace("/v1/recordings/", "");
  }

  private String statusOf(String recordingId) {
    return TestClient.json(get("premium", "/v1/recordings/" + recordingId)).get("status").asText();
  }

  @Test
  void shouldSayWithTheEndOfASessionWhereItsRecordingAndTranscriptAre() throws Exception {
    JsonNode session = open("premium");
    String id = session.get("sessionId").asText();
    String recordingId = record("premium", id);

    JsonNode summary =
        TestClient.json(send("premium", "DELETE", "/v1/sessions/" + id, new byte[0], ""));

    assertThat(summary.get("recordingUrl").asText()).isEqualTo("/v1/recordings/" + recordingId);
    assertThat(summary.get("transcriptUrl").asText())
        .isEqualTo("/v1/sessions/" + id + "/transcript");
    complete("premium", recordingId);
    JsonNode other = open("premium");
    assertThat(
            TestClient.json(
                send(
                    "premium",
                    "DELETE",
                    "/v1/sessions/" + other.get("sessionId").asText(),
                    new byte[0],
                    "")))
        .noneMatch(field -> field.asText().contains("recordings"));
  }

  @Test
  void shouldSayOfEachSessionWhichRecordingThereIs() throws Exception {
    consent("premium-mia", "RECORDING", true);
    String plain = open("premium-mia").get("sessionId").asText();
    JsonNode session = open("premium-mia");
    String id = session.get("sessionId").asText();
    String recordingId;
    try (TestClient client = TestClient.connect(session)) {
      recordingId = record("premium-mia", id);
      awaitTrue(() -> metadataOf(id) == 1);
    }
    complete("premium-mia", recordingId);

    assertThat(recordings("/v1/sessions", "sessions")).isEqualTo(Map.of(id, recordingId));
    assertThat(recordings("/v2/sessions", "items")).isEqualTo(Map.of(id, recordingId));
    for (String version : List.of("/v1", "/v2")) {
      JsonNode recorded = TestClient.json(get("premium-mia", version + "/sessions/" + id));
      assertThat(recorded.get("recordingId").asText()).isEqualTo(recordingId);
      JsonNode other = TestClient.json(get("premium-mia", version + "/sessions/" + plain));
      assertThat(other.has("recordingId")).isFalse();
    }
    send("premium-mia", "DELETE", "/v1/recordings/" + recordingId, new byte[0], "");
    assertThat(recordings("/v1/sessions", "sessions")).isEmpty();
  }

  /** By session, those of which the list says that there is one. */
  private Map<String, String> recordings(String path, String name) {
    Map<String, String> recordings = new TreeMap<>();
    TestClient.json(get("premium-mia", path))
        .get(name)
        .forEach(
            session -> {
              if (session.has("recordingId")) {
                recordings.put(
                    session.get("sessionId").asText(), session.get("recordingId").asText());
              }
            });
    return recordings;
  }

  @Test
  void shouldKeepNothingOfARecordingThatIsDeletedWhileItLasts() throws Exception {
    consent("premium", "RECORDING", true);
    JsonNode session = open("premium");
    String id = session.get("sessionId").asText();
    try (Gateway second = another();
        TestClient client = TestClient.connect(session)) {
      String recordingId = record("premium", id);
      awaitTrue(() -> metadataOf(id) == 1);
      client.say(CONFIGURE);
      client.next("session.ready");
      client.speak(tone(500));
      awaitTrue(() -> chunks(session.get("participantId").asText()) >= 10);
      // Through a gateway that does not record it.
      Gateway first = gateway;
      gateway = second;
      send("premium", "DELETE", "/v1/recordings/" + recordingId, new byte[0], "");
      gateway = first;
    }
    awaitTrue(() -> stores.sessions().find(id).orElseThrow().endTime().isPresent());
    gateway.close();

    assertThat(keysOf(id)).isEmpty();
  }

  private static List<String> keysOf(String session) {
    return s3.client().listObjectsV2(r -> r.bucket("recordings")).join().contents().stream()
        .map(S3Object::key)
        .filter(key -> key.contains(session))
        .toList();
  }

  private static long metadataOf(String session) {
    return keysOf(session).stream().filter(key -> key.endsWith("metadata.json")).count();
  }

  private String record(String name, String session) {
    HttpResponse<String> begun = send(name, "POST", "/v1/recordings/" + session, new byte[0], "");
    assertThat(begun.statusCode()).isEqualTo(202);
    return TestClient.json(begun).get("recordingId").asText();
  }

  private JsonNode complete(String name, String recordingId) throws InterruptedException {
    awaitTrue(
        () -> {
          HttpResponse<String> answer = get(name, "/v1/recordings/" + recordingId);
          return answer.statusCode() == 200
              && TestClient.json(answer).get("status").asText().equals("COMPLETE");
        });
    return TestClient.json(get(name, "/v1/recordings/" + recordingId));
  }

  private boolean hasLeft(String participant) {
    return stream.records().stream()
        .anyMatch(record -> record.getTrackId().equals(participant) && record.hasLeft());
  }

  private long chunks(String participant) {
    return stream.records().stream()
        .filter(record -> record.getTrackId().equals(participant) && record.hasAudio())
        .count();
  }

  private static Set<String> names(JsonNode recording) {
    Set<String> names = new TreeSet<>();
    recording.get("files").forEach(file -> names.add(file.get("name").asText()));
    return names;
  }

  private static byte[] fetch(JsonNode recording, String name) throws Exception {
    for (JsonNode file : recording.get("files")) {
      if (file.get("name").asText().equals(name)) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(file.get("url").asText()))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofByteArray())
            .body();
      }
    }
    throw new AssertionError("no " + name);
  }

  private byte[] export(String name) throws Exception {
    return download(name, "/v1/users/me/export");
  }

  private byte[] download(String name, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer " + name)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static TreeMap<String, Integer> unzipped(byte[] zip) throws Exception {
    TreeMap<String, Integer> sizes = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        sizes.put(entry.getName(), in.readAllBytes().length);
      }
    }
    return sizes;
  }

  private static byte[] tone(int millis) {
    byte[] pcm = new byte[millis * 32];
    for (int i = 0; i < pcm.length / 2; i++) {
      int sample = i % 80 < 40 ? 8_000 : -8_000;
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }

  private static int loudMillis(byte[] wav) {
    int loud = 0;
    for (int i = 44; i + 1 < wav.length; i += 2) {
      loud += Math.abs((short) ((wav[i] & 0xFF) | (wav[i + 1] << 8))) > 4_000 ? 1 : 0;
    }
    return loud / 16;
  }
}
