package org.univoice.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.univoice.local.FailedException;

/** Stops a job with a savepoint, over Flink's REST api. */
public final class Savepoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POLL_MILLIS = 100;
  static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Savepoint() {}

  /**
   * @param dashboard address of the job's dashboard
   * @param folder takes the savepoint
   * @return where it lies
   */
  public static Path stop(URI dashboard, Path folder) {
    try {
      String job = runningJob(dashboard);
      JsonNode order =
          JSON.valueToTree(Map.of("targetDirectory", folder.toUri().toString(), "drain", false));
      JsonNode trigger = post(dashboard.resolve("/jobs/" + job + "/stop"), order);
      return await(
          dashboard + "/jobs/" + job + "/savepoints/" + trigger.path("request-id").asText());
    } catch (IOException e) {
      throw new FailedException("The job does not answer at " + dashboard, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }

  /** Right after a restart the job runs before its tasks do, and cannot be stopped yet. */
  private static String runningJob(URI dashboard) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<String> job = RunningJob.at(dashboard.toString());
      if (job.isPresent()) {
        return job.get();
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new FailedException("No job is running at " + dashboard);
  }

  private static Path await(String address) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = JSON.readTree(Readiness.get(address).orElse("{}"));
      if (answer.at("/status/id").asText().equals("COMPLETED")) {
        String location = answer.at("/operation/location").asText();
        if (location.isEmpty()) {
          throw new FailedException(
              "The savepoint failed: "
                  + answer.at("/operation/failure-cause/class").asText("no reason given"));
        }
        return Path.of(URI.create(location));
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new FailedException("The savepoint took longer than " + PATIENCE.toSeconds() + " s");
  }

  private static JsonNode post(URI address, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new FailedException("The dashboard refused: " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
