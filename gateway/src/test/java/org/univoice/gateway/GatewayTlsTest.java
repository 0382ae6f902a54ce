package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.tls.PemFiles;
import org.univoice.gateway.tls.ReloadedTls;

/** Both listeners for clients, with real handshakes. */
@Timeout(60)
class GatewayTlsTest {
  private static final String HEALTH = "GET /v1/languages HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path folder;
  private PemFiles files;
  private X509Certificate first;
  private ReloadedTls tls;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    files = new PemFiles(folder);
    first = files.renew();
    tls = ReloadedTls.open(files.rechecked(Duration.ofMillis(10)));
    GatewayConfig config = GatewayConfig.local().onFreePorts().withHost("127.0.0.1", "localhost");
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config,
                    new FakeStreamPublisher(),
                    Catalogues.englishAndPortuguese(),
                    Clock.systemUTC())
                .withTls(tls));
  }

  @AfterEach
  void stop() {
    gateway.close();
    tls.close();
  }

  @Test
  void shouldSpeakEachOfTheThreeCipherSuitesOfTls13() throws Exception {
    for (String suite :
        List.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")) {
      for (InetSocketAddress listener : listeners()) {
        try (SSLSocket socket = connect(listener, "TLSv1.3", suite)) {
          assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
          assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
          assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void shouldRefuseTls12AndPlainText() throws Exception {
    for (InetSocketAddress listener : listeners()) {
      assertThatThrownBy(
              () -> connect(listener, "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
          .isInstanceOf(SSLException.class);
    }
    HttpClient plain = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.mediaAddress().getPort() + "/v1/stream"))
            .build();
    assertThatThrownBy(() -> plain.send(request, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldShowANewCertificateToNewConnectionsAndKeepTheOldOnes() throws Exception {
    try (SSLSocket old = connect(gateway.apiAddress(), "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
      assertThat(answered(old)).isEqualTo("HTTP/1.1 200 OK");
      connect(gateway.mediaAddress(), "TLSv1.3", "TLS_AES_128_GCM_SHA256").close();

      X509Certificate second = files.renew();
      while (!tls.get().chain().get(0).equals(second)) {
        Thread.sleep(5);
      }

      for (InetSocketAddress listener : listeners()) {
        try (SSLSocket fresh = connect(listener, "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
          assertThat(fresh.getSession().getPeerCertificates()[0]).isEqualTo(second);
        }
      }
      assertThat(answered(old)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void shouldShowACertificateOfAnEllipticCurveToo() throws Exception {
    X509Certificate elliptic = files.renewElliptic();
    while (!tls.get().chain().get(0).equals(elliptic)) {
      Thread.sleep(5);
    }

    for (InetSocketAddress listener : listeners()) {
      try (SSLSocket socket = connect(listener, "TLSv1.3", "TLS_AES_128_GCM_SHA256")) {
        assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(elliptic);
      }
    }
  }

  @Test
  void shouldCarryAWholeConversationAndDemandTlsEverAfter() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(first)).build();
    HttpResponse<String> opened =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "https://localhost:" + gateway.apiAddress().getPort() + "/v1/sessions"))
                .header("Authorization", "Bearer " + gateway.apiToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(opened.statusCode()).isEqualTo(201);
    assertThat(opened.headers().firstValue("Strict-Transport-Security"))
        .contains("max-age=31536000");
    String url = TestClient.json(opened).get("mediaUrl").asText();
    assertThat(url).startsWith("wss://localhost:");

    CompletableFuture<String> said = new CompletableFuture<>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("univoice.v1")
            .buildAsync(
                URI.create(url + "?ticket=" + TestClient.json(opened).get("ticket").asText()),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket webSocket, CharSequence data, boolean last) {
                    said.complete(data.toString());
                    return null;
                  }
                })
            .join();
    socket.sendText("{\"action\":\"session.status\"}", true).join();
    assertThat(said.get(10, TimeUnit.SECONDS)).contains("\"type\"");
    socket.abort();
  }

  private List<InetSocketAddress> listeners() {
    return List.of(gateway.apiAddress(), gateway.mediaAddress());
  }

  private SSLSocket connect(InetSocketAddress listener, String protocol, String suite)
      throws Exception {
    X509Certificate shown = tls.get().chain().get(0);
    SSLSocket socket =
        (SSLSocket)
            trusting(shown).getSocketFactory().createSocket("127.0.0.1", listener.getPort());
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setEnabledCipherSuites(new String[] {suite});
    socket.startHandshake();
    return socket;
  }

  /** The status line; the body of a known length is read too. */
  private static String answered(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(HEALTH.getBytes(StandardCharsets.US_ASCII));
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
    String status = reader.readLine();
    int length = 0;
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    for (int i = 0; i < length; i++) {
      reader.read();
    }
    return status;
  }

  private static SSLContext trusting(X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("gateway", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
