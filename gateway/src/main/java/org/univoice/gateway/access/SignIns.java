package org.univoice.gateway.access;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.univoice.gateway.access.SignIn.ChallengeKind;
import org.univoice.gateway.access.SignIn.Step;
import org.univoice.gateway.access.SignIn.Tokens;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.RefusedException;

/** Signs people in, makes their account on first sight, and leaves an audit entry either way. */
public final class SignIns {
  private static final String RESOURCE = "users";

  private final SignIn provider;
  private final TokenReader reader;
  private final Accounts accounts;
  private final AuditLog audit;
  private final Clock clock;

  public SignIns(PasswordSignIn signIn, Accounts accounts, AuditLog audit, Clock clock) {
    this.provider = signIn.provider();
    this.reader = signIn.reader();
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param from the request, of nobody proven yet
   */
  public Step password(Caller from, String userName, String password) {
    return signedIn(from, () -> provider.password(userName, password));
  }

  /** Goes on where {@link #password} has asked for more. */
  public Step answer(
      Caller from, ChallengeKind kind, String userName, String session, String answer) {
    return signedIn(from, () -> provider.answer(kind, userName, session, answer));
  }

  private Step signedIn(Caller from, Supplier<Step> attempt) {
    Step step = recorded(from, "SIGN_IN", attempt);
    step.tokens()
        .ifPresent(
            tokens -> {
              Identity identity = recorded(from, "SIGN_IN", () -> reader.read(tokens));
              accounts.signedIn(identity);
              append(from, "SIGN_IN", identity.userId(), AuditEntry.Result.SUCCESS, Map.of());
            });
    return step;
  }

  public Tokens refresh(Caller from, String refreshToken) {
    Tokens tokens = recorded(from, "REFRESH", () -> provider.refresh(refreshToken));
    Identity identity = recorded(from, "REFRESH", () -> reader.read(tokens));
    accounts.seen(identity);
    append(from, "REFRESH", identity.userId(), AuditEntry.Result.SUCCESS, Map.of());
    return tokens;
  }

  public void revoke(Caller from, String refreshToken) {
    recorded(
        from,
        "REVOKE",
        () -> {
          provider.revoke(refreshToken);
          return true;
        });
    append(from, "REVOKE", "", AuditEntry.Result.SUCCESS, Map.of());
  }

  public void signOutEverywhere(Caller from, String accessToken) {
    recorded(
        from,
        "SIGN_OUT",
        () -> {
          provider.signOutEverywhere(accessToken);
          return true;
        });
    append(from, "SIGN_OUT", "", AuditEntry.Result.SUCCESS, Map.of());
  }

  /** A failure names nobody: what was typed as a user name may be anything, also a password. */
  private <T> T recorded(Caller from, String action, Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (RefusedException e) {
      append(from, action, "", AuditEntry.Result.FAILURE, Map.of("code", e.code().name()));
      throw e;
    }
  }

  private void append(
      Caller from,
      String action,
      String userId,
      AuditEntry.Result result,
      Map<String, String> more) {
    Map<String, String> details = new HashMap<>(more);
    details.put("requestId", from.requestId());
    audit.append(
        new AuditEntry(
            clock.millis(),
            userId,
            action,
            RESOURCE,
            userId,
            from.address(),
            from.userAgent(),
            result,
            details));
  }
}
