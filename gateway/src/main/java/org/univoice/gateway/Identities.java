package org.univoice.gateway;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.ServiceConditions;

/**
 * How people and programs prove who they are, beside API keys.
 *
 * @param proofs in the order in which they are asked; each is given the accounts to keep
 * @param signIn where passwords are taken; empty where they are not
 * @param services under which conditions service accounts may do anything
 * @param region where data of new accounts stay
 */
public record Identities(
    List<Function<Accounts, Authenticator>> proofs,
    Optional<PasswordSignIn> signIn,
    ServiceConditions services,
    String region) {
  public Identities {
    proofs = List.copyOf(proofs);
  }

  /** One kind of proof, and no services. */
  public static Identities only(Authenticator authenticator) {
    return new Identities(
        List.of(accounts -> authenticator), Optional.empty(), ServiceConditions.NONE, "local");
  }
}
