package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A counter of the running job, as its dashboard gives it. */
final class JobMetric {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI dashboard;

  JobMetric(URI dashboard) {
    this.dashboard = dashboard;
  }

  /** Sum over all subtasks; waits until the dashboard has fetched it. */
  long sum(String name) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Long> found = find(name);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException("the dashboard knows no " + name);
  }

  private Optional<Long> find(String name) throws IOException, InterruptedException {
    for (JsonNode job : get("/jobs").path("jobs")) {
      String path = "/jobs/" + job.path("id").asText();
      for (JsonNode vertex : get(path).path("vertices")) {
        String metrics = path + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
        for (JsonNode metric : get(metrics)) {
          String id = metric.path("id").asText();
          if (id.endsWith(name)) {
            return Optional.of(get(metrics + "?get=" + id).path(0).path("sum").asLong());
          }
        }
      }
    }
    return Optional.empty();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(dashboard.resolve(path)).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
