package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.recording.FileRecordingStore;
import org.univoice.gateway.recording.RecordingSpool;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Segment;

/** Single conversations that are deleted, over the real listeners. */
class HistoryTest extends PersonalGateway {
  private static final String ANA = "premium-ana";

  private final List<String> deleted = new CopyOnWriteArrayList<>();

  @TempDir Path folder;
  private FragileRecordings recordings;
  private volatile boolean figuresAreAway;

  @Override
  PersonalStores personal() {
    recordings = new FragileRecordings(new FileRecordingStore(folder));
    return PersonalStores.inMemory()
        .withRecordings(recordings.store(), RecordingSpool.TEMPORARY)
        .withErasureSteps(List.of(ErasureStep.of("analytics", user -> {}, this::eraseFigures)));
  }

  private void eraseFigures(String sessionId) {
    if (figuresAreAway) {
      throw new IllegalStateException("the analytics database does not answer");
    }
    deleted.add(sessionId);
  }

  @Test
  void shouldLeaveNothingOfASessionThatIsDeletedAndAllOfTheOthers() throws Exception {
    String other = recorded();
    String id = recorded();
    end(id);
    end(other);

    assertThat(delete(ANA, id).statusCode()).isEqualTo(204);

    assertThat(stores.sessions().find(id)).isEmpty();
    assertThat(stores.segments().ofSession(id)).isEmpty();
    assertThat(get(ANA, "/v1/sessions/" + id).statusCode()).isEqualTo(404);
    assertThat(get(ANA, "/v1/sessions/" + id + "/transcript").statusCode()).isEqualTo(404);
    assertThat(files(id)).isEmpty();
    assertThat(deleted).containsExactly(id);
    assertThat(refusal(delete(ANA, id))).startsWith("RESOURCE_NOT_FOUND");
    assertThat(stores.sessions().find(other)).isPresent();
    assertThat(stores.segments().ofSession(other)).hasSize(1);
    assertThat(files(other)).isNotEmpty();
    assertThat(audit)
        .filteredOn(entry -> entry.action().equals("DELETE") && entry.userId().equals(ANA))
        .filteredOn(entry -> entry.result() == AuditEntry.Result.SUCCESS)
        .extracting(AuditEntry::resource)
        .contains("sessions", "transcripts", "recordings");
  }

  @Test
  void shouldKeepASessionToBeDeletedAgainWhileItsFiguresCannotBe() throws Exception {
    String id = recorded();
    end(id);
    figuresAreAway = true;
    assertThat(delete(ANA, id).statusCode()).isEqualTo(503);
    assertThat(stores.sessions().find(id)).isPresent();

    figuresAreAway = false;
    assertThat(delete(ANA, id).statusCode()).isEqualTo(204);
    assertThat(deleted).containsExactly(id);
  }

  @Test
  void shouldNotDeleteASessionThatGoesOn() {
    String id = open(ANA).get("sessionId").asText();

    HttpResponse<String> refused = delete(ANA, id);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refusal(refused)).endsWith("still going on, so nothing of it can be deleted.");
    assertThat(get(ANA, "/v1/sessions/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotDeleteASessionWhosePeopleMayComeBackAtAnotherGateway() throws Exception {
    String id = open(ANA).get("sessionId").asText();
    awaitTrue(() -> stores.sessions().find(id).isPresent());
    Gateway first = gateway;
    gateway = another();
    first.close();
    awaitTrue(() -> stores.sessions().find(id).orElseThrow().endTime().isPresent());

    assertThat(delete(ANA, id).statusCode()).isEqualTo(409);

    end(id);
    assertThat(delete(ANA, id).statusCode()).isEqualTo(204);
  }

  @Test
  void shouldDeleteForNobodyButTheOwner() {
    String id = open(ANA).get("sessionId").asText();
    ticket("bob", id);
    end(id);

    assertThat(delete("bob", id).statusCode()).isEqualTo(403);
    assertThat(delete("eva", id).statusCode()).isEqualTo(404);
    assertThat(get(ANA, "/v1/sessions/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGoOnWithADeletionThatBrokeOffAmongTheFilesOfARecording() throws Exception {
    String id = brokenOff();

    assertThat(delete(ANA, id).statusCode()).isEqualTo(204);

    assertThat(files(id)).isEmpty();
    assertThat(stores.sessions().find(id)).isEmpty();
  }

  @Test
  void shouldForgetWithItsOwnerWhatADeletionLeftOfARecording() throws Exception {
    String id = brokenOff();

    assertThat(send(ANA, "DELETE", "/v1/users/me", new byte[0], "").statusCode()).isEqualTo(202);

    awaitTrue(() -> hasBeenForgotten(ANA));
    assertThat(files(id)).isEmpty();
  }

  /** A session of which the store of recordings has deleted one file, and then failed. */
  private String brokenOff() throws Exception {
    String id = recorded();
    end(id);
    awaitTrue(() -> isComplete(id));
    recordings.breakOff();
    assertThat(delete(ANA, id).statusCode()).isEqualTo(503);
    recordings.comeBack();
    assertThat(files(id)).isNotEmpty().noneMatch(file -> file.endsWith("metadata.json"));
    return id;
  }

  private boolean isComplete(String id) {
    JsonNode session = TestClient.json(get(ANA, "/v1/sessions/" + id));
    String recording = "/v1/recordings/" + session.get("recordingId").asText();
    return TestClient.json(get(ANA, recording)).get("status").asText().equals("COMPLETE");
  }

  private boolean hasBeenForgotten(String name) {
    return audit.stream()
        .anyMatch(
            entry ->
                entry.userId().equals(name)
                    && "complete".equals(entry.details().get("erasureStep")));
  }

  /** A session in which something was said and recorded. */
  private String recorded() throws Exception {
    consent(ANA, "RECORDING", true);
    JsonNode session = open(ANA);
    String id = session.get("sessionId").asText();
    String participant = session.get("participantId").asText();
    send(ANA, "POST", "/v1/recordings/" + id, new byte[0], "");
    try (TestClient client = TestClient.connect(session);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(CONFIGURE);
      client.next("session.ready");
      job.deliver(
          TestJob.to(id, participant, 1, participant)
              .setCaption(
                  Caption.newBuilder()
                      .setSegment(
                          Segment.newBuilder()
                              .setId(participant + ":0")
                              .setSpeaker("S1")
                              .setTrackId(participant)
                              .setEndMs(450))
                      .setFinal(true)
                      .setLanguage("en")
                      .setText("Hello")
                      .setConfidence(0.9f)));
      awaitTrue(() -> stores.segments().ofSession(id).size() == 1);
      awaitTrue(() -> TestClient.json(get(ANA, "/v1/sessions/" + id)).has("recordingId"));
    }
    return id;
  }

  private void end(String id) {
    assertThat(send(ANA, "DELETE", "/v1/sessions/" + id, new byte[0], "").statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> delete(String name, String id) {
    return send(name, "DELETE", "/v1/sessions/" + id + "/history", new byte[0], "");
  }

  /** Where the session's recording lies, and the notes of it. */
  private List<String> files(String id) throws Exception {
    try (var all = java.nio.file.Files.walk(folder)) {
      return all.map(Path::toString).filter(path -> path.contains(id)).toList();
    }
  }
}
