package org.univoice.job.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers over HTTP/1.1 on loopback as the exchanges say. A request is answered by the first
 * exchange of that shape that was not used yet, else by the last; one of no shape gets 400.
 */
final class RecordedAws implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Exchange> exchanges;
  private final List<Exchange> used = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();

  private RecordedAws(List<Exchange> exchanges) throws IOException {
    this.exchanges = exchanges;
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static RecordedAws with(String... names) throws IOException {
    return new RecordedAws(Arrays.stream(names).map(Exchange::of).toList());
  }

  AmazonEndpoint endpoint() {
    return AmazonEndpoint.of("eu-central-1", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Which exchanges happened, in order. */
  synchronized List<String> used() {
    return used.stream().map(Exchange::name).toList();
  }

  /** What was asked that no exchange has, and how it differs from each. */
  synchronized List<String> strange() {
    return List.copyOf(strange);
  }

  private void answer(HttpExchange http) throws IOException {
    String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Exchange exchange = matching(http, body);
    if (exchange == null) {
      http.sendResponseHeaders(400, -1);
      http.close();
      return;
    }
    JsonNode response = exchange.response();
    try {
      Thread.sleep(response.path("pauseMillis").asLong(0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    byte[] bytes =
        response.has("bodyFile")
            ? Exchange.bytes(response.path("bodyFile").asText())
            : response.path("body").toString().getBytes(StandardCharsets.UTF_8);
    response
        .path("headers")
        .fields()
        .forEachRemaining(h -> http.getResponseHeaders().set(h.getKey(), h.getValue().asText()));
    int cut = response.path("cutAfterBytes").asInt(bytes.length);
    http.sendResponseHeaders(response.path("status").asInt(), bytes.length);
    OutputStream out = http.getResponseBody();
    for (int at = 0; at < cut; at += 2_000) {
      out.write(bytes, at, Math.min(2_000, cut - at));
      out.flush();
    }
    // Closing before the length that was promised breaks the connection.
    http.close();
  }

  private synchronized Exchange matching(HttpExchange http, String body) {
    Map<String, String> headers = new TreeMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    Exchange last = null;
    List<String> differences = new ArrayList<>();
    for (Exchange one : exchanges) {
      List<String> found =
          one.differences(http.getRequestMethod(), http.getRequestURI().toString(), headers, body);
      if (found.isEmpty()) {
        last = one;
        if (!used.contains(one)) {
          break;
        }
      } else {
        differences.add(one.name() + ": " + found);
      }
    }
    if (last == null) {
      strange.add(differences.toString());
    } else {
      used.add(last);
    }
    return last;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
