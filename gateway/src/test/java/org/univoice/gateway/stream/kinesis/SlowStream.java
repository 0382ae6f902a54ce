package org.univoice.gateway.stream.kinesis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes all on to a stream, takes its time and counts how many puts are under way at once. */
final class SlowStream implements AutoCloseable {

  private static final long PUT_MILLIS = 30;

  private final URI stream;
  private final long questionMillis;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger puts = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();

  SlowStream(URI stream) throws IOException {
    this(stream, 0);
  }

  /**
   * @param questionMillis how long everything but a put takes
   */
  SlowStream(URI stream, long questionMillis) throws IOException {
    this.stream = stream;
    this.questionMillis = questionMillis;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int puts() {
    return puts.get();
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      boolean isPut =
          String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
              .endsWith(".PutRecord");
      if (isPut) {
        puts.incrementAndGet();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      }
      Thread.sleep(isPut ? PUT_MILLIS : questionMillis);
      HttpResponse<byte[]> answer;
      try {
        answer = client.send(passedOn(exchange, asked), HttpResponse.BodyHandlers.ofByteArray());
      } finally {
        if (isPut) {
          underWay.decrementAndGet();
        }
      }
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest passedOn(HttpExchange exchange, byte[] asked) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stream).POST(HttpRequest.BodyPublishers.ofByteArray(asked));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith("x-amz-")
                  || lower.equals("authorization")
                  || lower.equals("content-type")) {
                request.header(name, values.get(0));
              }
            });
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
