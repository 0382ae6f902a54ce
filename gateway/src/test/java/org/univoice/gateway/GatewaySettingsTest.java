package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
  private static final Map<String, String> TOKEN =
      Map.of("UNIVOICE_API_TOKEN", "a-token-of-some-length", "UNIVOICE_API_PORT", "7000");

  @Test
  void shouldPreferAFlagToTheEnvironment() {
    assertThat(new GatewaySettings(TOKEN).gateway().apiPort()).isEqualTo(7000);
    assertThat(new GatewaySettings(TOKEN, "--api-port=7001").gateway().apiPort()).isEqualTo(7001);
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "port"))
        .hasMessageContaining("--media-port=8090");
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--api-port=x").gateway())
        .hasMessageContaining("UNIVOICE_API_PORT is not a port: x");
    assertThatThrownBy(() -> new GatewaySettings(Map.of()).gateway())
        .hasMessageContaining("UNIVOICE_API_TOKEN");
  }

  @Test
  void shouldNotShowTheToken() {
    assertThat(new GatewaySettings(TOKEN).gateway().toString()).doesNotContain("a-token");
  }
}
