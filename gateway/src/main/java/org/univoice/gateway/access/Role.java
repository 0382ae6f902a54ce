package org.univoice.gateway.access;

/** What somebody is to the platform; {@link AccessPolicy} says what each may do. */
public enum Role {
  /** Without an account, in one session by invitation. */
  GUEST,
  USER,
  PREMIUM_USER,
  ADMIN,
  SERVICE_ACCOUNT
}
