package org.univoice.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A counter of the running job, as its dashboard gives it. */
public final class JobMetric {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 200;

  private JobMetric() {}

  /** Sum over all subtasks; waits until the dashboard has fetched it. */
  public static long sum(URI dashboard, String name) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<String> job = RunningJob.at(dashboard.toString());
      Optional<Long> found =
          job.isPresent() ? find(dashboard + "/jobs/" + job.get(), name) : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException("the dashboard knows no " + name);
  }

  private static Optional<Long> find(String job, String name)
      throws IOException, InterruptedException {
    for (JsonNode vertex : ask(job).path("vertices")) {
      String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : ask(metrics)) {
        String id = metric.path("id").asText();
        if (id.endsWith(name)) {
          return Optional.of(ask(metrics + "?get=" + id).path(0).path("sum").asLong());
        }
      }
    }
    return Optional.empty();
  }

  private static JsonNode ask(String address) throws IOException, InterruptedException {
    return JSON.readTree(Readiness.get(address).orElse("{}"));
  }
}
