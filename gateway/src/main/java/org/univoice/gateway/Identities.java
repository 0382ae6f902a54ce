package org.univoice.gateway;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.ServiceConditions;
import org.univoice.gateway.access.guest.GuestKey;

/**
 * How people and programs prove who they are, beside API keys and guest tokens.
 *
 * @param proofs in the order in which they are asked; each is given the accounts to keep
 * @param signIn where passwords are taken; empty where they are not
 * @param services under which conditions service accounts may do anything
 * @param region where data of new accounts stay
 * @param guests signs invitations and what proves guests
 */
public record Identities(
    List<Function<Accounts, Authenticator>> proofs,
    Optional<PasswordSignIn> signIn,
    ServiceConditions services,
    String region,
    GuestKey guests) {
  public Identities {
    proofs = List.copyOf(proofs);
  }

  /** With invitations that only this process takes. */
  public Identities(
      List<Function<Accounts, Authenticator>> proofs,
      Optional<PasswordSignIn> signIn,
      ServiceConditions services,
      String region) {
    this(proofs, signIn, services, region, GuestKey.random());
  }

  public Identities withGuests(GuestKey wanted) {
    return new Identities(proofs, signIn, services, region, wanted);
  }

  /** One kind of proof, and no services. */
  public static Identities only(Authenticator authenticator) {
    return new Identities(
        List.of(accounts -> authenticator), Optional.empty(), ServiceConditions.NONE, "local");
  }
}
