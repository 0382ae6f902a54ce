package org.univoice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnOriginsTest {

  @Test
  void shouldBeBothNamesOfThisMachineWithThePortThatIsBound() {
    assertThat(origins(false, bound("127.0.0.1", 9000), Optional.empty(), Set.of()))
        .containsExactlyInAnyOrder("http://127.0.0.1:9000", "http://localhost:9000");
    assertThat(origins(true, bound("127.0.0.1", 9000), Optional.empty(), Set.of()))
        .containsExactlyInAnyOrder("https://127.0.0.1:9000", "https://localhost:9000");
  }

  @Test
  void shouldBeOnlyWhatIsConfiguredWhereOthersReachIt() {
    assertThat(origins(false, bound("0.0.0.0", 8080), Optional.empty(), Set.of())).isEmpty();
    assertThat(origins(false, bound("10.0.0.7", 8080), site("https://talk.example.com/"), Set.of()))
        .containsExactly("https://talk.example.com");
    assertThat(
            origins(true, bound("0.0.0.0", 443), Optional.empty(), Set.of("Desk", "192.168.1.5")))
        .containsExactlyInAnyOrder("https://desk", "https://192.168.1.5");
  }

  @Test
  void shouldBeNamedAsABrowserNamesIt() {
    assertThat(OwnOrigins.origin(URI.create("https://Talk.Example.com:443/")))
        .isEqualTo("https://talk.example.com");
    assertThat(OwnOrigins.origin(URI.create("http://talk.example.com:80")))
        .isEqualTo("http://talk.example.com");
    assertThat(OwnOrigins.origin(URI.create("wss://talk.example.com:8090/v1/stream")))
        .isEqualTo("wss://talk.example.com:8090");
    assertThat(OwnOrigins.origin(URI.create("https://id.example.com/pool")))
        .isEqualTo("https://id.example.com");
  }

  @Test
  void shouldTakeForASiteOnlyWhatIsOne() {
    for (String wrong :
        List.of(
            "talk.example.com",
            "ftp://talk.example.com",
            "https://talk.example.com/app",
            "https:///",
            "https://talk.example.com?x=1")) {
      assertThatThrownBy(() -> WebConfig.NONE.withPublicUrl(URI.create(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("https://talk.example.com");
    }
  }

  @Test
  void shouldLetThePageConnectToWhomItAsksOnceEach() {
    assertThat(
            PagePolicy.content(
                Optional.empty(),
                List.of(
                    URI.create("wss://talk.example.com:8090/v1/stream"),
                    URI.create("https://id.example.com/pool"),
                    URI.create("https://id.example.com"))))
        .contains("connect-src 'self' wss://talk.example.com:8090 https://id.example.com;");
  }

  private static Set<String> origins(
      boolean tls, InetSocketAddress api, Optional<URI> publicUrl, Set<String> names) {
    return OwnOrigins.of(tls, api, publicUrl, OwnOrigins.names(api, names));
  }

  private static InetSocketAddress bound(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  private static Optional<URI> site(String url) {
    return Optional.of(URI.create(url));
  }
}
