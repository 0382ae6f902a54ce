package org.univoice.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Opens sessions and gets tickets, at any gateway of a deployment: it stays with the one that
 * answered last, and goes on to the next when that one does not, or wants nobody new. Safe for use
 * by many threads.
 */
public final class SessionApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final List<URI> gateways;
  private final String token;
  private volatile int last;

  /**
   * @param gateway base of the api, such as http://127.0.0.1:8080
   * @param token opens the api
   */
  public SessionApi(URI gateway, String token) {
    this(List.of(gateway), token);
  }

  /**
   * @param gateways bases of the api at each gateway of the deployment, at least one
   * @param token opens the api at each of them
   */
  public SessionApi(List<URI> gateways, String token) {
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("name at least one gateway");
    }
    this.gateways = List.copyOf(gateways);
    this.token = token;
  }

  /**
   * Opens a session with its first participant.
   *
   * @throws ClientException when no gateway opens one
   */
  public Ticket open(String participantName) {
    return ticket("/v1/sessions", Map.of("participantName", participantName));
  }

  /**
   * Another participant of a session.
   *
   * @throws ClientException when no gateway lets it in
   */
  public Ticket join(String session, String participantName) {
    return ticket(
        "/v1/sessions/" + session + "/tickets", Map.of("participantName", participantName));
  }

  /**
   * The same participant once more, after its connection has dropped.
   *
   * @throws ClientException when no gateway takes it
   */
  public Ticket comeBack(Ticket ticket) {
    return ticket(
        "/v1/sessions/" + ticket.sessionId() + "/tickets",
        Map.of("participantId", ticket.participantId()));
  }

  /** The gateway that answered last is not to be asked first any more. */
  void avoid() {
    last = (last + 1) % gateways.size();
  }

  private Ticket ticket(String path, Map<String, String> body) {
    ClientException failure = null;
    int first = last;
    for (int i = 0; i < gateways.size(); i++) {
      int at = (first + i) % gateways.size();
      try {
        Ticket ticket = ticket(gateways.get(at), path, body);
        last = at;
        return ticket;
      } catch (ClientException e) {
        if (e.isFinal()) {
          throw e;
        }
        failure = e;
      }
    }
    throw failure;
  }

  private Ticket ticket(URI gateway, String path, Map<String, String> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(gateway.resolve(path))
              .timeout(Duration.ofSeconds(10))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 201) {
        throw refusal(response.statusCode(), answer);
      }
      return new Ticket(
          answer.get("sessionId").asText(),
          answer.get("participantId").asText(),
          answer.get("ticket").asText(),
          URI.create(answer.get("mediaUrl").asText()));
    } catch (IOException e) {
      throw ClientException.passing("The gateway does not answer at " + gateway, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClientException.refused("Interrupted");
    }
  }

  private static ClientException refusal(int status, JsonNode answer) {
    String message =
        ("The gateway refused ("
                + status
                + "): "
                + answer.path("message").asText()
                + " "
                + answer.path("suggestion").asText())
            .trim();
    boolean passes = status >= 500 || status == 429;
    return passes ? ClientException.passing(message, null) : ClientException.refused(message);
  }
}
