package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.recording.FileRecordingStore;
import org.univoice.gateway.recording.RecordingSpool;

/** Sessions while the store of recordings cannot be reached. */
class RecordingsAwayTest extends PersonalGateway {
  private static final String ANA = "premium-ana";

  @TempDir Path folder;
  private FragileRecordings recordings;

  @Override
  PersonalStores personal() {
    recordings = new FragileRecordings(new FileRecordingStore(folder));
    return PersonalStores.inMemory().withRecordings(recordings.store(), RecordingSpool.TEMPORARY);
  }

  @Test
  void shouldShowAndChangeSessionsWhileTheStoreOfRecordingsIsAway() throws Exception {
    String id = recorded();

    recordings.goAway();

    for (String version : List.of("/v1", "/v2")) {
      assertThat(get(ANA, version + "/sessions").statusCode()).isEqualTo(200);
      var session = get(ANA, version + "/sessions/" + id);
      assertThat(session.statusCode()).isEqualTo(200);
      assertThat(TestClient.json(session).has("recordingId")).isFalse();
    }
    assertThat(
            send(
                    ANA,
                    "PATCH",
                    "/v1/sessions/" + id,
                    "{\"maxSpeakers\":2}".getBytes(),
                    "application/json")
                .statusCode())
        .isEqualTo(200);
    recordings.comeBack();
    assertThat(hasRecording(id)).isTrue();
  }

  @Test
  void shouldDeleteNothingOfASessionWhileTheStoreOfRecordingsIsAway() throws Exception {
    String id = recorded();
    assertThat(send(ANA, "DELETE", "/v1/sessions/" + id, new byte[0], "").statusCode())
        .isEqualTo(200);

    recordings.goAway();

    String history = "/v1/sessions/" + id + "/history";
    assertThat(send(ANA, "DELETE", history, new byte[0], "").statusCode()).isEqualTo(503);
    assertThat(stores.sessions().find(id)).isPresent();
  }

  /** A session that has a recording. */
  private String recorded() throws Exception {
    consent(ANA, "RECORDING", true);
    JsonNode session = open(ANA);
    String id = session.get("sessionId").asText();
    awaitTrue(() -> stores.sessions().find(id).isPresent());
    assertThat(send(ANA, "POST", "/v1/recordings/" + id, new byte[0], "").statusCode())
        .isEqualTo(202);
    awaitTrue(() -> hasRecording(id));
    return id;
  }

  private boolean hasRecording(String id) {
    return TestClient.json(get(ANA, "/v1/sessions/" + id)).has("recordingId");
  }
}
