package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.CodeSignIn;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.web.WebConfig;

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
  void shouldServeNoPageUnlessToldWhich() {
    assertThat(new GatewaySettings(TOKEN).gateway().web()).isEqualTo(WebConfig.NONE);
    WebConfig web =
        new GatewaySettings(
                TOKEN,
                "--web-folder=/srv/web",
                "--public-url=https://talk.example.com",
                "--oidc-issuer=https://id.example.com",
                "--web-client=page",
                "--web-connect=https://a.example.com, https://b.example.com")
            .gateway()
            .web();

    assertThat(web.folder()).contains(Path.of("/srv/web"));
    assertThat(web.publicUrl()).contains(URI.create("https://talk.example.com"));
    assertThat(web.code())
        .contains(new CodeSignIn(URI.create("https://id.example.com"), "page", "openid profile"));
    assertThat(web.connects())
        .containsExactly(URI.create("https://a.example.com"), URI.create("https://b.example.com"));
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--web-client=page").gateway())
        .hasMessageContaining("UNIVOICE_WEB_CLIENT needs UNIVOICE_OIDC_ISSUER");
  }

  @Test
  void shouldKeepEverythingInThisProcessUnlessToldOtherwise() {
    assertThat(new GatewaySettings(TOKEN).stores()).isEmpty();
    assertThat(new GatewaySettings(TOKEN, "--stores=memory").stores()).isEmpty();
    AwsConfig aws =
        new GatewaySettings(TOKEN, "--stores=aws", "--region=eu-west-1").stores().orElseThrow();
    assertThat(aws.region()).isEqualTo("eu-west-1");
    assertThat(aws.endpoint()).isEmpty();
    assertThat(
            new GatewaySettings(TOKEN, "--stores=aws", "--aws-endpoint=http://127.0.0.1:4567")
                .stores()
                .orElseThrow()
                .endpoint())
        .contains(URI.create("http://127.0.0.1:4567"));
  }

  @Test
  void shouldSayWhatIsWrongWithTheStores() {
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--stores=disk").stores())
        .hasMessageContaining("UNIVOICE_STORES is memory or aws, not disk");
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--stores=aws").stores())
        .hasMessageContaining("Set UNIVOICE_REGION");
  }

  @Test
  void shouldBeToldWhatItMayHold() {
    GatewayConfig config =
        new GatewaySettings(
                TOKEN,
                "--max-sessions=7",
                "--max-connections=8",
                "--admission-cpu-percent=70",
                "--admission-heap-percent=0",
                "--admission-cpu-of=machine")
            .gateway();
    assertThat(config.sessions().sessions()).isEqualTo(7);
    assertThat(config.media().connections()).isEqualTo(8);
    assertThat(config.admission().cpu()).isEqualTo(0.7);
    assertThat(config.admission().heap()).isGreaterThan(1);
    assertThat(config.admission().wholeMachine()).isTrue();
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--max-sessions=0").gateway())
        .hasMessageContaining("UNIVOICE_MAX_SESSIONS is not a number above 0: 0");
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--admission-cpu-percent=5").gateway())
        .hasMessageContaining("UNIVOICE_ADMISSION_CPU_PERCENT is not 20 to 100");
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--admission-cpu-of=moon").gateway())
        .hasMessageContaining("UNIVOICE_ADMISSION_CPU_OF is neither process nor machine: moon");
  }

  @Test
  void shouldNotShowTheToken() {
    assertThat(new GatewaySettings(TOKEN).gateway().toString()).doesNotContain("a-token");
  }

  @Test
  void shouldShareAndTellNothingUnlessToldTo() {
    GatewaySettings settings = new GatewaySettings(TOKEN);
    assertThat(settings.redis()).isEmpty();
    assertThat(settings.events()).isEmpty();
    assertThat(settings.analyticsUrl()).isEmpty();
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.limits()).isEqualTo(LimitConfig.DEFAULT);
  }

  @Test
  void shouldReadLimitsAndWhereRedisIs() {
    GatewaySettings settings =
        new GatewaySettings(
            TOKEN,
            "--redis=rediss://:geheim@cache.example:6380",
            "--redis-timeout-millis=20",
            "--limit-address=50",
            "--limit-reads=0",
            "--hipaa-tenants=clinic, hospital",
            "--trusted-proxies=10.0.0.0/8, fd00::/8");
    assertThat(settings.gateway().sessions().hipaaTenants())
        .containsExactlyInAnyOrder("clinic", "hospital");
    assertThat(settings.redis().orElseThrow().timeout().toMillis()).isEqualTo(20);
    assertThat(settings.redis().toString()).doesNotContain("geheim");
    assertThat(settings.limits().address().requests()).isEqualTo(50);
    assertThat(settings.limits().reads().unlimited()).isTrue();
    assertThat(settings.trustedProxies()).containsExactly("10.0.0.0/8", "fd00::/8");
  }

  @Test
  void shouldReadWhatServesInAModelsPlace() {
    assertThat(new GatewaySettings(TOKEN).servedElsewhere()).isEmpty();

    assertThat(
            new GatewaySettings(
                    TOKEN,
                    "--translator-languages=en, pt-BR,de",
                    "--translator-formalities=formal,informal",
                    "--recognizer-languages=en-US,en-GB")
                .servedElsewhere())
        .extracting("role", "languages", "formalities")
        .containsExactly(
            tuple("speech_recognizer", List.of("en"), List.of()),
            tuple("translator", List.of("de", "en", "pt"), List.of("formal", "informal")));
    assertThatThrownBy(
            () -> new GatewaySettings(TOKEN, "--translator-formalities=polite").servedElsewhere())
        .hasMessageContaining("UNIVOICE_TRANSLATOR_FORMALITIES");
  }

  @Test
  void shouldNameTheSettingThatMakesNoSense() {
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--limit-reads=-1").limits())
        .hasMessageContaining("UNIVOICE_LIMIT_READS");
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--limit-writes=1").limits())
        .hasMessageContaining("UNIVOICE_LIMIT_WRITES");
    assertThatThrownBy(() -> new GatewaySettings(TOKEN, "--analytics-url=mysql://x").analyticsUrl())
        .hasMessageContaining("UNIVOICE_ANALYTICS_URL");
  }
}
