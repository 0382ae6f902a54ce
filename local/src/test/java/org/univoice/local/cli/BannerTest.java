package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.tls.TlsFiles;
import org.univoice.local.Home;
import org.univoice.local.lan.Lan;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.StackConfig;

class BannerTest {
  private static final Home HOME =
      new Home(Path.of("/home"), Path.of("/checkout"), Path.of("python3"));
  private static final Ports PORTS =
      new Ports(10_001, 10_002, 10_003, 10_004, 10_005, 10_006, 10_007, 10_008, 10_009);

  private static final StackConfig CONFIG =
      new StackConfig(HOME, PORTS, HOME.runs().resolve("1"), "");

  private final List<String> lines = banner(CONFIG).lines();

  @Test
  void shouldNameEveryPortOnceWithWhatListensThere() throws Exception {
    for (RecordComponent port : Ports.class.getRecordComponents()) {
      String address = "127.0.0.1:" + port.getAccessor().invoke(PORTS);
      assertThat(lines).as(port.getName()).filteredOn(line -> line.contains(address)).hasSize(1);
    }
  }

  @Test
  void shouldNameBothPlacesWhereLogsAre() {
    assertThat(lines).anyMatch(line -> line.endsWith(" /home/logs/univoice.log"));
    assertThat(lines).anyMatch(line -> line.endsWith(" /home/run/1/logs"));
  }

  @Test
  void shouldBeginWithWhatClientsNeedAndKeepAllValuesInOneColumn() {
    assertThat(lines.get(0)).startsWith("  api  ");
    assertThat(lines.get(1)).startsWith("  media  ");
    int column = lines.get(0).indexOf("http://");
    assertThat(lines)
        .allMatch(line -> line.startsWith("  ", column - 2) && line.charAt(column) != ' ');
  }

  @Test
  void shouldBeginWithTheLinkThatOpensThePageSignedIn() {
    assertThat(banner(CONFIG).opening(URI.create("http://127.0.0.1:8080"), "secret").lines())
        .startsWith("Open http://127.0.0.1:8080/#token=secret")
        .endsWith(lines.toArray(String[]::new));
  }

  @Test
  void shouldSayThatPhonesWarnOnlyWhereTheyCanCome() {
    URI page = URI.create("https://192.168.1.5:8080");
    Lan lan =
        new Lan(
            "192.168.1.5",
            Set.of("192.168.1.5"),
            new TlsFiles(Path.of("c"), Path.of("k"), Duration.ZERO));
    assertThat(banner(CONFIG.withLan(lan)).opening(page, "secret").lines().get(1))
        .contains("Phones", "warn once");
    assertThat(banner(CONFIG).opening(page, "secret").lines().get(1)).startsWith("  api ");
  }

  private static Banner banner(StackConfig config) {
    return new Banner(
        URI.create("http://127.0.0.1:" + PORTS.api()),
        URI.create("ws://127.0.0.1:" + PORTS.media() + "/v1/stream"),
        config);
  }
}
