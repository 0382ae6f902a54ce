package org.univoice.gateway.access;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The permissions of each role, as {@code docs/policies/access.md} lists them.
 *
 * <p>A permission is {@code <kind>:<action>}, with {@code :own} for what belongs to its holder,
 * {@code :joined} for what its holder takes part in, or {@code :all} for everything in the holder's
 * tenant. Without any of them it is {@code :own}.
 */
public final class RolePermissions {
  private static final Set<String> USER =
      Set.of(
          "sessions:create",
          "sessions:read:own",
          "sessions:update:own",
          "sessions:delete:own",
          "voice-profiles:create:own",
          "voice-profiles:read:own",
          "voice-profiles:delete:own",
          "recordings:read:own",
          // Beyond the four of the platform's concept: what the product cannot do without.
          "sessions:join:own",
          "sessions:join:all",
          "sessions:read:joined",
          "voice-profiles:update:own",
          "recordings:delete:own",
          "transcripts:read:own",
          "transcripts:read:joined",
          "transcripts:delete:own",
          "glossaries:create:own",
          "glossaries:read:own",
          "glossaries:update:own",
          "glossaries:delete:own",
          "users:read:own",
          "users:update:own",
          "users:delete:own",
          "users:export:own",
          "consents:read:own",
          "consents:update:own",
          "api-keys:create:own",
          "api-keys:read:own",
          "api-keys:update:own",
          "api-keys:delete:own",
          "metrics:read:own",
          "metrics:read:joined");

  private static final Set<String> PREMIUM_USER =
      and(
          USER,
          "sessions:record",
          "sessions:export",
          Permissions.MORE_PROFILES,
          Permissions.FASTER);

  private static final Set<String> ADMIN =
      Set.of(
          "sessions:read:all",
          "sessions:delete:all",
          "users:read:all",
          "users:update:all",
          "metrics:read:all",
          Permissions.CONFIGURE);

  /** Of the one session that a guest is in, and never more. */
  private static final Set<String> GUEST =
      Set.of(
          "sessions:read:joined",
          "sessions:join:joined",
          "transcripts:read:joined",
          "metrics:read:joined");

  private static final Map<Role, Set<String>> OF =
      new EnumMap<>(
          Map.of(
              Role.GUEST, GUEST,
              Role.USER, USER,
              Role.PREMIUM_USER, PREMIUM_USER,
              Role.ADMIN, ADMIN,
              Role.SERVICE_ACCOUNT, Set.of(Permissions.INTERNAL)));

  private RolePermissions() {}

  /** Everything that holders of any of these roles may do. */
  public static Set<String> of(Set<Role> roles) {
    Set<String> all = new HashSet<>();
    roles.forEach(role -> all.addAll(OF.get(role)));
    return all;
  }

  private static Set<String> and(Set<String> inherited, String... more) {
    Set<String> all = new HashSet<>(inherited);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
