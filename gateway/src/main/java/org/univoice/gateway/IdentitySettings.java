package org.univoice.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.univoice.gateway.access.Cidr;
import org.univoice.gateway.access.ServiceConditions;
import org.univoice.gateway.access.guest.GuestKey;
import org.univoice.gateway.access.oidc.OidcConfig;
import org.univoice.gateway.audit.cloudwatch.CloudWatchConfig;
import org.univoice.gateway.audit.file.FileAuditConfig;
import org.univoice.gateway.secret.Secrets;
import org.univoice.gateway.tls.TlsFiles;
import org.univoice.gateway.user.ResidencyPolicy;

/**
 * What a process is told about who asks and what is kept of it; every key is explained in {@code
 * docs/runbooks/gateway.md}.
 */
final class IdentitySettings {
  private static final String PREFIX = "UNIVOICE_";

  private final Function<String, Optional<String>> values;
  private final Secrets secrets;

  IdentitySettings(Function<String, Optional<String>> values, Secrets secrets) {
    this.values = values;
    this.secrets = secrets;
  }

  String region() {
    return text("REGION").orElse("us-east-1");
  }

  /** Data stay in this gateway's region where it is told one. */
  ResidencyPolicy residency() {
    Map<String, URI> endpoints = new HashMap<>();
    pairs("REGION_ENDPOINTS").forEach((region, api) -> endpoints.put(region, endpoint(api)));
    return new ResidencyPolicy(text("REGION").orElse(""), endpoints);
  }

  private static URI endpoint(String api) {
    if (!api.matches("https?://[^/?#]+.*")) {
      throw new IllegalArgumentException(
          PREFIX + "REGION_ENDPOINTS looks like eu-west-1=https://eu.example.com,…, not " + api);
    }
    return URI.create(api);
  }

  Optional<String> apiToken() {
    return text("API_TOKEN").map(secrets::resolve);
  }

  /** What gateways that take each other's invitations share; left out, each has its own. */
  Optional<GuestKey> invitationKey() {
    return text("INVITATION_KEY").map(secrets::resolve).map(GuestKey::of);
  }

  Optional<OidcConfig> oidc() {
    return text("OIDC_ISSUER")
        .map(
            issuer ->
                new OidcConfig(
                    URI.create(issuer),
                    URI.create(text("OIDC_JWKS").orElse(issuer + "/.well-known/jwks.json")),
                    list("OIDC_AUDIENCES"),
                    text("OIDC_TOKEN_USE").orElse(issuer.contains("cognito") ? "access" : ""),
                    text("OIDC_ROLES_CLAIM").orElse("cognito:groups"),
                    text("OIDC_TENANT_CLAIM").orElse(""),
                    pairs("OIDC_SERVICES"),
                    OidcConfig.Keys.DEFAULT));
  }

  ServiceConditions services() {
    return new ServiceConditions(
        list("SERVICE_NETWORKS").stream().map(Cidr::of).collect(Collectors.toSet()),
        new HashSet<>(pairs("OIDC_SERVICES").values()));
  }

  Optional<String> cognitoClient() {
    return text("COGNITO_CLIENT");
  }

  Optional<String> cognitoClientSecret() {
    return text("COGNITO_CLIENT_SECRET").map(secrets::resolve);
  }

  /** Whose users are deleted together with their accounts. */
  Optional<String> cognitoUserPool() {
    return text("COGNITO_USER_POOL");
  }

  Optional<FileAuditConfig> audit() {
    return text("AUDIT_FOLDER")
        .map(
            folder ->
                new FileAuditConfig(
                    Path.of(folder),
                    FileAuditConfig.in(Path.of(folder)).rotateBytes(),
                    FileAuditConfig.Durability.valueOf(
                        choice("AUDIT_SYNC", "every-second", "every-entry", "never")
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_'))));
  }

  Optional<CloudWatchConfig> auditCloudWatch(Path folder) {
    return text("AUDIT_LOG_GROUP")
        .map(
            group ->
                CloudWatchConfig.of(
                    group,
                    text("AUDIT_LOG_STREAM")
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "UNIVOICE_AUDIT_LOG_GROUP needs UNIVOICE_AUDIT_LOG_STREAM, a"
                                        + " name of this gateway alone.")),
                    folder.resolve("shipped")));
  }

  Optional<TlsFiles> tls() {
    Optional<String> certificate = text("TLS_CERTIFICATE");
    Optional<String> key = text("TLS_KEY");
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "UNIVOICE_TLS_CERTIFICATE and UNIVOICE_TLS_KEY belong together.");
    }
    return certificate.map(
        path -> new TlsFiles(Path.of(path), Path.of(key.get()), Duration.ofSeconds(10)));
  }

  private String choice(String key, String... choices) {
    String chosen = text(key).orElse(choices[0]);
    if (!Arrays.asList(choices).contains(chosen)) {
      throw new IllegalArgumentException(
          PREFIX + key + " is one of " + String.join(", ", choices) + ", not " + chosen + ".");
    }
    return chosen;
  }

  private Set<String> list(String key) {
    return text(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toSet());
  }

  private Map<String, String> pairs(String key) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : list(key)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new IllegalArgumentException(PREFIX + key + " looks like a=b,c=d, not " + pair);
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  private Optional<String> text(String key) {
    return values.apply(key);
  }
}
