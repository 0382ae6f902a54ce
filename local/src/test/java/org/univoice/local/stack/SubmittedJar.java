package org.univoice.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A jar on a cluster, put there and run over Flink's REST api. */
final class SubmittedJar {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "end-of-part";

  private final URI jar;

  private SubmittedJar(URI jar) {
    this.jar = jar;
  }

  static SubmittedJar upload(URI dashboard, Path file) throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                .formatted(BOUNDARY, file.getFileName())
            + "Content-Type: application/x-java-archive\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    HttpResponse<String> answer =
        post(dashboard.resolve("/jars/upload"), "multipart/form-data; boundary=" + BOUNDARY, body);
    Path stored = Path.of(JSON.readTree(answer.body()).path("filename").asText());
    return new SubmittedJar(dashboard.resolve("/jars/" + stored.getFileName() + "/"));
  }

  /**
   * Runs the jar's main class.
   *
   * @param savepoint where to go on from, or null
   * @return 200 and the job's id, or another status and why not
   */
  Answer run(List<String> arguments, Path savepoint) throws IOException, InterruptedException {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("programArgsList", arguments);
    if (savepoint != null) {
      order.put("savepointPath", savepoint.toUri().toString());
    }
    HttpResponse<String> answer =
        post(
            jar.resolve("run"),
            "application/json",
            BodyPublishers.ofString(JSON.writeValueAsString(order)));
    JsonNode body = JSON.readTree(answer.body());
    return new Answer(
        answer.statusCode(), body.path("jobid").asText(), body.path("errors").toString());
  }

  record Answer(int status, String job, String errors) {}

  private static HttpResponse<String> post(URI address, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Content-Type", type).POST(body).build();
    return Savepoint.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
