package org.univoice.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.recording.Recording.RecordedFile;
import org.univoice.gateway.recording.Recording.RecordedParticipant;
import org.univoice.gateway.recording.Recording.Status;
import org.univoice.gateway.transcript.Deliveries;
import org.univoice.internal.v1.AudioChunk;

class SessionRecorderTest {
  private static final RecordingKey KEY = new RecordingKey(LocalDate.of(2026, 3, 1), "s");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int BYTES_A_SECOND = 32_000;

  @TempDir private Path root;
  @TempDir private Path folder;
  private final ExecutorService senders = Executors.newFixedThreadPool(2);
  private FileRecordingStore store;
  private Spool spool;
  private SessionRecorder recorder;

  @BeforeEach
  void begin() {
    store = new FileRecordingStore(root);
    spool = Spool.in(folder, 1 << 20, senders);
    recorder = new SessionRecorder(RecordingPart.first(KEY), "bob", START, store, spool);
    recorder.announce();
  }

  @AfterEach
  void close() {
    senders.shutdownNow();
  }

  @Test
  void shouldTakeNoRoomForTheSilenceBeforeALateSpeaker() throws Exception {
    CountDownLatch storeIsAway = new CountDownLatch(1);
    senders.execute(() -> await(storeIsAway));
    senders.execute(() -> await(storeIsAway));
    recorder.consents(participant("p1", "ana"), "");

    recorder.heard("p1", List.of(chunk(Duration.ofHours(2), 1)));
    recorder.heard("p1", List.of(chunk(Duration.ofHours(2).plusSeconds(2), 2)));

    assertThat(spool.used().get()).isLessThan(10_000);
    storeIsAway.countDown();
    Recording kept = finish();
    assertThat(kept.status()).isEqualTo(Status.COMPLETE);
    for (String name : List.of("source-audio-p1.wav", "source-audio.wav")) {
      assertSilentBut(name, 7_200L * BYTES_A_SECOND, 1, 7_202L * BYTES_A_SECOND, 2);
    }
    assertThat(spool.used().get()).isZero();
  }

  /** One chunk of that value ends at each of both places, and all else is zero. */
  private void assertSilentBut(String name, long first, int one, long second, int other)
      throws Exception {
    try (InputStream in = store.open(KEY, name).orElseThrow()) {
      assertThat(in.readNBytes(44)).as(name).isEqualTo(WavHeader.of(16_000, second));
      byte[] second44 = new byte[BYTES_A_SECOND / 20];
      for (long at = 0; at < second; at += second44.length) {
        byte[] wanted = new byte[second44.length];
        if (at + second44.length == first || at + second44.length == second) {
          Arrays.fill(wanted, (byte) (at + second44.length == first ? one : other));
        }
        byte[] there = in.readNBytes(second44.length);
        if (!Arrays.equals(there, wanted)) {
          assertThat(there).as(name + " at " + at).isEqualTo(wanted);
        }
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void shouldKeepNothingOfSomebodyWhoIsForgottenWhileItLasts() throws Exception {
    recorder.consents(participant("p1", "ana"), "");
    recorder.consents(participant("p2", "bob"), "");
    both(0);

    recorder.forget("ana");
    both(50);
    recorder.consents(participant("p1", "ana"), "");
    both(100);
    recorder.delivered(caption("p1"), START.toEpochMilli());

    assertOnlyBobIsIn(finish());
  }

  /** As it is when the word of it got lost on its way to the gateway that records. */
  @Test
  void shouldKeepNothingOfSomebodyWhoIsNotNotedAnyMoreWhenItEnds() throws Exception {
    recorder.consents(participant("p1", "ana"), "");
    recorder.consents(participant("p2", "bob"), "");
    both(0);
    recorder.delivered(caption("p1"), START.toEpochMilli());
    eventually("noted", () -> store.ofUser("ana").contains(KEY));

    store.forget("ana", KEY);

    assertOnlyBobIsIn(finish());
    assertThat(store.ofUser("ana")).isEmpty();
  }

  @Test
  void shouldCallPeopleByTheirNewNamesFromThenOn() throws Exception {
    recorder.consents(participant("p1", "ana"), "Ana");
    recorder.consents(participant("p2", "bob"), "");
    recorder.renames("p1", "Ana Reis");
    recorder.renames("p2", "Bob");
    recorder.renames("p3", "Cyd");
    recorder.delivered(caption("p1"), START.toEpochMilli());
    recorder.delivered(caption("p2"), START.toEpochMilli());
    finish();

    JsonNode transcript;
    try (InputStream in = store.open(KEY, "transcript.json").orElseThrow()) {
      transcript = new ObjectMapper().readTree(in);
    }
    assertThat(transcript.path("segments").findValuesAsText("name"))
        .containsExactly("Ana Reis", "Bob");
    assertThat(transcript.path("participants").findValuesAsText("name"))
        .containsExactlyInAnyOrder("Ana Reis", "Bob");
  }

  @Test
  void shouldCallPeopleInItsTranscriptByTheNamesWithWhichTheyJoined() throws Exception {
    recorder.consents(participant("p1", "ana"), "Ana");
    recorder.consents(participant("p2", "bob"), "");
    recorder.consents(participant("p3", "cyd"), "Cyd");
    recorder.delivered(caption("p1"), START.toEpochMilli());
    recorder.delivered(caption("p2"), START.toEpochMilli());

    finish();

    JsonNode transcript;
    try (InputStream in = store.open(KEY, "transcript.json").orElseThrow()) {
      transcript = new ObjectMapper().readTree(in);
    }
    assertThat(transcript.path("segments").get(0).path("name").asText()).isEqualTo("Ana");
    assertThat(transcript.path("segments").get(1).has("name")).isFalse();
    assertThat(transcript.path("participants")).hasToString("[{\"id\":\"p1\",\"name\":\"Ana\"}]");
  }

  private void assertOnlyBobIsIn(Recording kept) throws Exception {
    assertThat(kept.status()).isEqualTo(Status.INCOMPLETE);
    assertThat(kept.files()).extracting(RecordedFile::name).contains("source-audio-p2.wav");
    assertThat(kept.participants()).extracting(RecordedParticipant::userId).containsOnly("bob");
    assertThat(store.files(KEY))
        .contains("metadata.json", "source-audio-p2.wav")
        .doesNotContain("source-audio.wav", "source-audio-p1.wav");
    try (InputStream in = store.open(KEY, "metadata.json").orElseThrow()) {
      assertThat(new String(in.readAllBytes())).doesNotContain("ana", "p1");
    }
  }

  private void both(int atMillis) {
    recorder.heard("p1", List.of(chunk(Duration.ofMillis(atMillis + 50), 1)));
    recorder.heard("p2", List.of(chunk(Duration.ofMillis(atMillis + 50), 2)));
  }

  private Recording finish() throws Exception {
    Optional<Recording> kept = recorder.finish(START.toEpochMilli()).get(60, TimeUnit.SECONDS);
    return kept.orElseThrow();
  }

  private static Delivery caption(String participant) {
    DeliveryBody body = Deliveries.caption(Deliveries.segment(participant, 0), "Hello");
    return new Delivery("d", "s", "p2", 1, body);
  }

  private static RecordedParticipant participant(String id, String userId) {
    return new RecordedParticipant(id, userId, "1", 0);
  }

  private static AudioChunk chunk(Duration endsAt, int value) {
    byte[] pcm = new byte[BYTES_A_SECOND / 20];
    Arrays.fill(pcm, (byte) value);
    return AudioChunk.newBuilder()
        .setPayload(ByteString.copyFrom(pcm))
        .setDurationMs(50)
        .setCapturedAtMs(START.plus(endsAt).toEpochMilli())
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
