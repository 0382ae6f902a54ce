package org.univoice.gateway.access;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Finds out who sent a request, and leaves an audit entry whether it could or not. */
public final class Authentication {
  private static final String ACTION = "AUTHENTICATE";
  private static final String RESOURCE = "api";

  private final Authenticator authenticator;
  private final AuditLog audit;
  private final Clock clock;

  public Authentication(Authenticator authenticator, AuditLog audit, Clock clock) {
    this.authenticator = authenticator;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws RefusedException UNAUTHORIZED when the credentials prove nobody
   */
  public Caller of(Credentials credentials, String userAgent, String requestId) {
    try {
      Principal principal = authenticator.authenticate(credentials);
      Caller caller = new Caller(principal, credentials.address(), userAgent, requestId);
      audit.append(entry(caller, AuditEntry.Result.SUCCESS, Gatekeeper.details(caller)));
      return caller;
    } catch (RefusedException e) {
      // Nobody is proven, so nobody is named: what was claimed is not evidence.
      Caller nobody = new Caller(Principal.of(""), credentials.address(), userAgent, requestId);
      audit.append(
          entry(
              nobody,
              AuditEntry.Result.FAILURE,
              Map.of("requestId", requestId, "code", e.code().name())));
      throw e;
    }
  }

  /**
   * Returns while credentials still prove the caller whom they proved before, with the same rights.
   * Only that they do not is written down.
   *
   * @throws RefusedException UNAUTHORIZED when they do not
   */
  public void again(Credentials credentials, Caller before) {
    try {
      if (!authenticator.again(credentials).equals(before.principal())) {
        throw new RefusedException(
            ErrorCode.UNAUTHORIZED, "What you may do has changed.", "Connect again.");
      }
    } catch (RefusedException e) {
      if (e.code() == ErrorCode.UNAUTHORIZED) {
        Map<String, String> details = new HashMap<>(Gatekeeper.details(before));
        details.put("code", e.code().name());
        audit.append(entry(before, AuditEntry.Result.FAILURE, details));
      }
      throw e;
    }
  }

  private AuditEntry entry(Caller caller, AuditEntry.Result result, Map<String, String> details) {
    return new AuditEntry(
        clock.millis(),
        caller.principal().userId(),
        ACTION,
        RESOURCE,
        "",
        caller.address(),
        caller.userAgent(),
        result,
        details);
  }
}
