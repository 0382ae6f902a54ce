package org.univoice.job.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One request and what is answered, from a file under {@code src/test/resources/amazon}; its README
 * says what the fields mean.
 */
record Exchange(String name, JsonNode request, JsonNode response) {

  static final ObjectMapper JSON = new ObjectMapper();

  static Exchange of(String name) {
    try (InputStream file = resource(name + ".json")) {
      JsonNode exchange = JSON.readTree(file);
      return new Exchange(name, exchange.path("request"), exchange.path("response"));
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  static byte[] bytes(String name) {
    try (InputStream file = resource(name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static InputStream resource(String name) {
    InputStream file = Exchange.class.getResourceAsStream("/amazon/" + name);
    assertThat(file).as("the exchange " + name).isNotNull();
    return file;
  }

  /**
   * What of a request is not as it was written down; empty when it is this one.
   *
   * @param headers names in lower case
   */
  List<String> differences(String method, String path, Map<String, String> headers, String body) {
    List<String> found = new ArrayList<>();
    compare("method", request.path("method").asText(), method, found);
    compare("path", request.path("path").asText(), path, found);
    request
        .path("headers")
        .fields()
        .forEachRemaining(
            header -> {
              String value = headers.getOrDefault(header.getKey(), "");
              if (!value.matches(header.getValue().asText())) {
                found.add(header.getKey() + " was " + value + ", not " + header.getValue());
              }
            });
    for (JsonNode absent : request.path("absentHeaders")) {
      if (headers.containsKey(absent.asText())) {
        found.add(absent.asText() + " was sent: " + headers.get(absent.asText()));
      }
    }
    if (request.has("body")) {
      try {
        if (!request.path("body").equals(JSON.readTree(body))) {
          found.add("body was " + body + ", not " + request.path("body"));
        }
      } catch (IOException e) {
        found.add("body was no JSON: " + body);
      }
    }
    return found;
  }

  private static void compare(String what, String expected, String found, List<String> into) {
    if (!expected.equals(found)) {
      into.add(what + " was " + found + ", not " + expected);
    }
  }
}
