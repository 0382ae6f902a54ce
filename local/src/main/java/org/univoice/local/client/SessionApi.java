package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.univoice.local.FailedException;

/** The gateway's REST api, as far as the client needs it. */
public final class SessionApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final URI api;
  private final String token;

  public SessionApi(URI api, String token) {
    this.api = api;
    this.token = token;
  }

  /** Opens a session with its first participant. */
  public Ticket open(String participantName) {
    return ticket("/v1/sessions", Map.of("participantName", participantName));
  }

  /** Another participant of a session. */
  public Ticket join(String session, String participantName) {
    return ticket(
        "/v1/sessions/" + session + "/tickets", Map.of("participantName", participantName));
  }

  /** The same participant once more, after its connection has dropped. */
  public Ticket comeBack(Ticket ticket) {
    return ticket(
        "/v1/sessions/" + ticket.sessionId() + "/tickets",
        Map.of("participantId", ticket.participantId()));
  }

  private Ticket ticket(String path, Map<String, String> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(api.resolve(path))
              .timeout(Duration.ofSeconds(10))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 201) {
        throw new FailedException(
            "The gateway refused ("
                + response.statusCode()
                + "): "
                + answer.path("message").asText());
      }
      return new Ticket(
          answer.get("sessionId").asText(),
          answer.get("participantId").asText(),
          answer.get("ticket").asText(),
          URI.create(answer.get("mediaUrl").asText()));
    } catch (IOException e) {
      throw new FailedException("The gateway does not answer at " + api, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }
}
