package org.univoice.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds answers to what the OpenAPI document says of them. */
public final class ApiContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  public static final JsonNode DOCUMENT = load();

  private ApiContract() {}

  private static JsonNode load() {
    try (InputStream in = ApiContract.class.getResourceAsStream("/openapi/openapi.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every operation, as "GET /v1/sessions/{id}". */
  static SortedSet<String> operations() {
    SortedSet<String> operations = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** Fails when an answer of a documented operation is not as the document says. */
  static void check(HttpRequest request, HttpResponse<String> response) {
    Optional<JsonNode> operation = operation(request.method(), request.uri().getPath());
    if (operation.isEmpty()) {
      return;
    }
    String status = Integer.toString(response.statusCode());
    JsonNode answers = operation.get().get("responses");
    boolean isRefused = response.statusCode() >= 400 && !answers.has(status);
    JsonNode answer = resolved(answers.path(isRefused ? "default" : status));
    String what = request.method() + " " + request.uri().getPath() + " " + status;
    if (answer.isMissingNode()) {
      throw new AssertionError(what + " is not in the OpenAPI document: " + response.body());
    }
    if (!answer.has("content")) {
      return;
    }
    String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
    JsonNode content = answer.path("content").path(type);
    if (content.isMissingNode()) {
      throw new AssertionError(what + " answers " + type + ", which is not in the document");
    }
    if (type.equals("application/json")) {
      List<String> wrong = new ArrayList<>();
      try {
        SchemaWalk.check(content.get("schema"), JSON.readTree(response.body()), "", wrong);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (!wrong.isEmpty()) {
        throw new AssertionError(what + ": " + wrong + " in " + response.body());
      }
    }
  }

  private static Optional<JsonNode> operation(String method, String path) {
    JsonNode exact = DOCUMENT.get("paths").path(path);
    if (!exact.isMissingNode()) {
      return Optional.ofNullable(exact.get(method.toLowerCase(Locale.ROOT)));
    }
    for (var entry : DOCUMENT.get("paths").properties()) {
      String regex = entry.getKey().replaceAll("\\{\\w+}", "[^/]+");
      if (Pattern.matches(regex, path)) {
        return Optional.ofNullable(entry.getValue().get(method.toLowerCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  public static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }
}
