package org.univoice.gateway.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the stand-in and answers the next requests itself, each with a planned fault. */
public final class FaultyAws implements AutoCloseable {
  public static final Fault THROTTLED =
      new Fault(400, "ProvisionedThroughputExceededException", false);
  public static final Fault BROKEN = new Fault(500, "InternalServerError", false);
  public static final Fault DENIED = new Fault(400, "AccessDeniedException", false);

  /** It is done, but whoever asked never hears of it. */
  public static final Fault ANSWER_LOST = new Fault(500, "InternalServerError", true);

  private static final List<String> HOP_BY_HOP =
      List.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

  private final Queue<Fault> faults = new ArrayDeque<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public FaultyAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized void next(Fault fault, int times) {
    for (int i = 0; i < times; i++) {
      faults.add(fault);
    }
  }

  public int requests() {
    return requests.get();
  }

  private synchronized Fault fault() {
    return faults.poll();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fault fault = fault();
    if (fault == null || fault.after()) {
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (fault == null) {
        answer
            .headers()
            .map()
            .forEach(
                (name, values) -> {
                  if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                  }
                });
        send(exchange, answer.statusCode(), answer.body());
        return;
      }
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    send(
        exchange,
        fault.status(),
        ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + fault.type() + "\"}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(StandInStores.endpoint().resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * An answer that is none.
   *
   * @param after whether it is given after the request has been followed
   */
  public record Fault(int status, String type, boolean after) {}
}
