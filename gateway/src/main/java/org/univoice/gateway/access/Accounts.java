package org.univoice.gateway.access;

import java.util.Optional;

/**
 * The accounts behind identities. Implementations are safe for use by many threads; they may wait
 * for a remote store.
 */
public interface Accounts {

  /**
   * Somebody has proven who they are: makes their account on first sight, keeps it up to date.
   *
   * @return who that is; in the account's tenant where the proof names none, since an issuer may
   *     put it into some of its tokens only
   */
  Principal seen(Identity identity);

  /** As {@link #seen}, by signing in anew. */
  void signedIn(Identity identity);

  /** What an account says now; empty when there is none any more. */
  Optional<Principal> find(String userId);
}
