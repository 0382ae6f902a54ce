package org.univoice.gateway;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.cognito.CognitoSignIn;
import org.univoice.gateway.access.cognito.CognitoUsers;
import org.univoice.gateway.access.guest.GuestKey;
import org.univoice.gateway.access.oidc.OidcAuthenticator;
import org.univoice.gateway.access.oidc.OidcConfig;
import org.univoice.gateway.access.oidc.OidcTokenReader;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.audit.cloudwatch.CloudWatchAuditShipper;
import org.univoice.gateway.audit.cloudwatch.CloudWatchConfig;
import org.univoice.gateway.audit.file.FileAuditConfig;
import org.univoice.gateway.audit.file.FileAuditLog;
import org.univoice.gateway.audit.file.FileAuditTail;
import org.univoice.gateway.aws.IdentityClients;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.tls.ReloadedTls;

/** Everything about identity that a process was told to use, open until it is closed. */
final class OpenIdentity implements AutoCloseable {
  private final IdentitySettings settings;
  private final IdentityClients aws;
  private final Clock clock;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private OpenIdentity(IdentitySettings settings, IdentityClients aws, Clock clock) {
    this.settings = settings;
    this.aws = aws;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException when a setting is wrong or what it names cannot be used
   */
  static OpenIdentity of(IdentitySettings settings, IdentityClients aws, Clock clock) {
    return new OpenIdentity(settings, aws, clock);
  }

  /** What is asked for, with this identity. */
  Outside within(Outside outside) {
    Outside told = outside.withAccess(identities(), audit());
    return settings.tls().map(files -> told.withTls(kept(ReloadedTls.open(files)))).orElse(told);
  }

  private Identities identities() {
    List<Function<Accounts, Authenticator>> proofs = new ArrayList<>();
    Optional<OidcConfig> oidc = settings.oidc();
    oidc.ifPresent(
        config -> proofs.add(accounts -> new OidcAuthenticator(config, accounts, clock)));
    settings.apiToken().ifPresent(token -> proofs.add(a -> new ApiTokenAuthenticator(token)));
    Optional<PasswordSignIn> signIn =
        settings
            .cognitoClient()
            .map(
                client ->
                    new PasswordSignIn(
                        new CognitoSignIn(aws.cognito(), client, settings.cognitoClientSecret()),
                        new OidcTokenReader(
                            oidc.orElseThrow(
                                () ->
                                    new IllegalArgumentException(
                                        "UNIVOICE_COGNITO_CLIENT needs UNIVOICE_OIDC_ISSUER.")),
                            clock)));
    return new Identities(proofs, signIn, settings.services(), settings.region())
        .withGuests(settings.invitationKey().orElseGet(GuestKey::random));
  }

  /** Of what the identity provider knows of somebody. */
  List<ErasureStep> erasureSteps() {
    return settings
        .cognitoUserPool()
        .map(pool -> new CognitoUsers(aws.cognito(), pool))
        .map(users -> ErasureStep.of("identity-provider", users::delete))
        .stream()
        .toList();
  }

  private AuditLog audit() {
    Optional<FileAuditConfig> config = settings.audit();
    if (config.isEmpty()) {
      return entry -> {};
    }
    try {
      FileAuditLog log = kept(FileAuditLog.open(config.get(), clock));
      Optional<CloudWatchConfig> logs = settings.auditCloudWatch(config.get().folder());
      if (logs.isPresent()) {
        kept(
            CloudWatchAuditShipper.start(
                aws.logs(), logs.get(), after -> new FileAuditTail(config.get().folder(), after)));
      }
      return log;
    } catch (IOException e) {
      throw new IllegalArgumentException("The audit log cannot be kept: " + e.getMessage(), e);
    }
  }

  private <T extends AutoCloseable> T kept(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
    aws.close();
  }
}
