package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.access.Cidr;
import org.univoice.gateway.access.oidc.OidcConfig;
import org.univoice.gateway.audit.file.FileAuditConfig.Durability;
import org.univoice.gateway.user.ResidencyPolicy;

class IdentitySettingsTest {
  private static final String ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x";

  @Test
  void shouldAskForNothingThatOneMachineDoesNotNeed() {
    IdentitySettings settings = settings(Map.of());

    assertThat(settings.oidc()).isEmpty();
    assertThat(settings.cognitoClient()).isEmpty();
    assertThat(settings.audit()).isEmpty();
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.services().services()).isEmpty();
  }

  @Test
  void shouldReadAnIssuerAndItsServices() {
    IdentitySettings settings =
        settings(
            Map.of(
                "OIDC_ISSUER", ISSUER,
                "OIDC_AUDIENCES", "web, mobile",
                "OIDC_TENANT_CLAIM", "custom:tenant",
                "OIDC_SERVICES", "client-7=stt,client-8=tts",
                "SERVICE_NETWORKS", "10.0.10.0/24,10.0.11.0/24"));
    OidcConfig oidc = settings.oidc().orElseThrow();

    assertThat(oidc.jwks()).hasToString(ISSUER + "/.well-known/jwks.json");
    assertThat(oidc.audiences()).containsExactlyInAnyOrder("web", "mobile");
    assertThat(oidc.tokenUse()).isEqualTo("access");
    assertThat(oidc.tenantClaim()).isEqualTo("custom:tenant");
    assertThat(settings.services().services()).isEqualTo(Set.of("stt", "tts"));
    assertThat(settings.services().networks())
        .containsExactlyInAnyOrder(Cidr.of("10.0.10.0/24"), Cidr.of("10.0.11.0/24"));
  }

  @Test
  void shouldReadWhereDataStayAndWhereElseToGo() {
    assertThat(settings(Map.of()).residency()).isEqualTo(ResidencyPolicy.oneRegion());
    assertThat(
            settings(
                    Map.of(
                        "REGION", "us-east-1",
                        "REGION_ENDPOINTS", "eu-west-1=https://eu.example.com, ap-x=http://a:8080"))
                .residency())
        .isEqualTo(
            new ResidencyPolicy(
                "us-east-1",
                Map.of(
                    "eu-west-1", URI.create("https://eu.example.com"),
                    "ap-x", URI.create("http://a:8080"))));
  }

  @Test
  void shouldReadTheKeyOfInvitationsThatGatewaysShare(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\n");

    assertThat(settings(Map.of()).invitationKey()).isEmpty();
    assertThat(settings(Map.of("INVITATION_KEY", "file:" + secret)).invitationKey()).isPresent();
  }

  @Test
  void shouldSayWhatIsWrong() {
    refuse(
        Map.of("REGION_ENDPOINTS", "eu-west-1=eu.example.com"),
        IdentitySettings::residency,
        "UNIVOICE_REGION_ENDPOINTS");
    refuse(
        Map.of("INVITATION_KEY", "x".repeat(31)),
        IdentitySettings::invitationKey,
        "UNIVOICE_INVITATION_KEY");
    refuse(Map.of("OIDC_ISSUER", ISSUER), IdentitySettings::oidc, "audience");
    refuse(Map.of("OIDC_SERVICES", "stt"), IdentitySettings::services, "UNIVOICE_OIDC_SERVICES");
    refuse(Map.of("SERVICE_NETWORKS", "vpc"), IdentitySettings::services, "vpc");
    refuse(Map.of("TLS_KEY", "a"), IdentitySettings::tls, "belong together");
    refuse(
        Map.of("AUDIT_FOLDER", "a", "AUDIT_SYNC", "sometimes"),
        IdentitySettings::audit,
        "every-second, every-entry, never");
    refuse(
        Map.of("AUDIT_LOG_GROUP", "g"),
        settings -> settings.auditCloudWatch(Path.of(".")),
        "UNIVOICE_AUDIT_LOG_STREAM");
  }

  @Test
  void shouldReadHowEntriesAreKept() {
    assertThat(
            settings(Map.of("AUDIT_FOLDER", "/var/audit", "AUDIT_SYNC", "every-entry"))
                .audit()
                .orElseThrow()
                .durability())
        .isEqualTo(Durability.EVERY_ENTRY);
  }

  @Test
  void shouldReadSecretsFromWhereTheyAreReferredToAndShowThemNowhere(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, "a-token-of-some-length\n");
    GatewaySettings settings =
        new GatewaySettings(Map.of("UNIVOICE_API_TOKEN", "file:" + file), "--api-port=0");

    assertThat(settings.gateway().apiToken()).isEqualTo("a-token-of-some-length");
    assertThat(settings.identity().apiToken()).contains("a-token-of-some-length");
    assertThat(settings + " " + settings.gateway() + settings.identity()).doesNotContain("a-token");
    assertThat(settings.needsRemoteSecrets()).isFalse();
    assertThat(new GatewaySettings(Map.of("UNIVOICE_API_TOKEN", "ssm:/token")).needsRemoteSecrets())
        .isTrue();
  }

  @Test
  void shouldNeedNoTokenWhereThereIsAnIssuer() {
    GatewayConfig config = new GatewaySettings(Map.of("UNIVOICE_OIDC_ISSUER", ISSUER)).gateway();

    assertThat(config.apiToken()).hasSize(64);
  }

  private static void refuse(
      Map<String, String> values, Consumer<IdentitySettings> read, String words) {
    assertThatThrownBy(() -> read.accept(settings(values)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private static IdentitySettings settings(Map<String, String> values) {
    Map<String, String> environment = new HashMap<>();
    values.forEach((key, value) -> environment.put("UNIVOICE_" + key, value));
    return new GatewaySettings(environment).identity();
  }
}
