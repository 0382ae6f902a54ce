package org.univoice.local.lan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.Gateway;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.Outside;
import org.univoice.gateway.catalogue.FixedLanguageCatalogue;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.gateway.tls.ReloadedTls;
import org.univoice.gateway.web.WebConfig;
import org.univoice.internal.v1.SessionRecord;

/** A gateway that is open to the network, asked over TLS by each name that its certificate has. */
class LanTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** On Linux every address of 127.0.0.0/8 is this machine's: one that is not the usual. */
  private static final String ANOTHER = "127.0.0.2";

  @TempDir private Path folder;
  private Lan lan;
  private ReloadedTls tls;
  private Gateway gateway;
  private HttpClient browser;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("index.html"), "<p>page</p>");
    Files.createDirectory(folder.resolve("assets"));
    LanNames names = new LanNames(List.of(ANOTHER), InetAddress.getLocalHost().getHostName());
    lan =
        new Lan(
            ANOTHER,
            names.all(),
            new LanCertificate(folder.resolve("lan"), new Random(1)).ensure(names, Instant.now()));
    tls = ReloadedTls.open(lan.tls());
    GatewayConfig config =
        lan.open(GatewayConfig.local().onFreePorts().withWeb(WebConfig.NONE.withFolder(folder)));
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config,
                    new NoStream(),
                    new FixedLanguageCatalogue(
                        new Languages(
                            List.of(new Language("en", true, true), new Language("pt", true, true)),
                            List.of(new LanguagePair("en", "pt", "useful")),
                            List.of())),
                    Clock.systemUTC())
                .withTls(tls));
    browser = HttpClient.newBuilder().sslContext(trusting()).build();
  }

  @AfterEach
  void close() {
    gateway.close();
    tls.close();
  }

  @Test
  void shouldLetThePageTalkThatWasOpenedByAnyNameOfTheCertificate() throws Exception {
    assertThat(lan.names()).contains("localhost", "127.0.0.1", ANOTHER);
    List<String> reached = lan.names().stream().filter(this::leadsHere).toList();
    assertThat(reached).contains("localhost", "127.0.0.1");
    for (String each : reached) {
      // As browsers write it.
      String name = each.toLowerCase(Locale.ROOT);
      String media = "wss://" + name + ":" + gateway.mediaAddress().getPort();
      HttpResponse<String> page = browser.send(asking(name, "/").build(), BodyHandlers.ofString());
      HttpResponse<String> opened = opened(name, page(name));

      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .as(name)
          .contains("connect-src 'self' " + media + ";");
      assertThat(opened.statusCode()).as(name).isEqualTo(201);
      assertThat(read(opened, "mediaUrl")).isEqualTo(media + "/v1/stream");
      assertThat(handshake(opened, page(name))).as(name).isEqualTo(101);
    }
  }

  @Test
  void shouldKeepPagesOutThatOnlyShareItsPortOrItsName() throws Exception {
    for (String origin :
        List.of(page("desk.example"), "https://localhost:1", "http://localhost:" + port())) {
      assertThat(opened("localhost", origin).statusCode()).as(origin).isEqualTo(403);
      assertThat(handshake(opened("localhost", page("localhost")), origin))
          .as(origin)
          .isEqualTo(403);
    }
  }

  /**
   * A machine need not know the way to its own name, nor have more of 127.0.0.0/8 than the first.
   */
  private boolean leadsHere(String name) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(name, port()), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void shouldLeaveOtherPortsOfTheMachineWithoutTlsInPeace() throws Exception {
    for (String path : List.of("/", "/v1/auth/options", "/nowhere")) {
      HttpResponse<String> answer =
          browser.send(asking("localhost", path).build(), BodyHandlers.ofString());

      assertThat(answer.headers().map())
          .as(path)
          .containsKey("x-content-type-options")
          .doesNotContainKey("strict-transport-security");
    }
  }

  private HttpResponse<String> opened(String name, String origin) throws Exception {
    return browser.send(
        asking(name, "/v1/sessions")
            .header("Authorization", "Bearer " + gateway.apiToken())
            .header("Content-Type", "application/json")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private int handshake(HttpResponse<String> opened, String origin) throws Exception {
    try {
      browser
          .newWebSocketBuilder()
          .header("Origin", origin)
          .subprotocols("univoice.v1")
          .buildAsync(
              URI.create(read(opened, "mediaUrl") + "?ticket=" + read(opened, "ticket")),
              new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      return ((java.net.http.WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static String read(HttpResponse<String> answer, String field) throws Exception {
    return JSON.readTree(answer.body()).get(field).asText();
  }

  private HttpRequest.Builder asking(String name, String path) {
    return HttpRequest.newBuilder(URI.create(page(name) + path));
  }

  private String page(String name) {
    return "https://" + name + ":" + port();
  }

  private int port() {
    return gateway.apiAddress().getPort();
  }

  private SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "lan",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(lan.tls().certificate()))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Nothing is said here. */
  private static final class NoStream implements StreamPublisher {
    @Override
    public void publish(SessionRecord record) {}

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public boolean flushed() {
      return true;
    }

    @Override
    public void whenWritable(Runnable callback) {
      callback.run();
    }
  }
}
