package org.univoice.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** Finds the job of a cluster over Flink's REST api. */
final class RunningJob {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunningJob() {}

  /** Its id, once all its tasks run. */
  static Optional<String> at(String dashboard) throws IOException, InterruptedException {
    for (JsonNode job : ask(dashboard + "/jobs").path("jobs")) {
      String id = job.path("id").asText();
      if (job.path("status").asText().equals("RUNNING") && tasksRun(dashboard + "/jobs/" + id)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private static boolean tasksRun(String job) throws IOException, InterruptedException {
    JsonNode vertices = ask(job).path("vertices");
    for (JsonNode vertex : vertices) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  private static JsonNode ask(String address) throws IOException, InterruptedException {
    return JSON.readTree(Readiness.get(address).orElse("{}"));
  }
}
