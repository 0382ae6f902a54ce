package org.univoice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MediaUrlTest {
  private static final Set<String> NAMES = Set.of("192.168.1.5", "desk", "localhost");

  @Test
  void shouldBeFoundByTheNameByWhichTheApiWas() {
    assertThat(media("192.168.1.5").askedBy("desk")).hasToString("wss://desk:8090/v1/stream");
    assertThat(media("192.168.1.5").askedBy("LocalHost"))
        .hasToString("wss://localhost:8090/v1/stream");
  }

  @Test
  void shouldBeFoundWhereItIsSaidToBeByWhoeverUsesANameOfSomebodyElse() {
    for (String stranger :
        new String[] {"", "evil.example", "desk.evil.example", "a b/c", "[::1]"}) {
      assertThat(media("192.168.1.5").askedBy(stranger))
          .as(stranger)
          .isEqualTo(URI.create("wss://192.168.1.5:8090/v1/stream"));
    }
  }

  @Test
  void shouldBeFoundBehindALoadBalancerWhateverThatCallsThisMachine() {
    assertThat(media("talk.example.com").askedBy("localhost"))
        .isEqualTo(media("talk.example.com").configured())
        .hasToString("wss://talk.example.com:8090/v1/stream");
  }

  private static MediaUrl media(String publicHost) {
    return new MediaUrl(true, publicHost, 8090, "/v1/stream", NAMES);
  }
}
