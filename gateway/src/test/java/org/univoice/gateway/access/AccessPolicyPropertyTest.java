package org.univoice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.univoice.gateway.access.Resource.Kind;

/** The policy against tables that were written from the concept, not from the code. */
class AccessPolicyPropertyTest {
  private static final String ME = "ana";
  private static final String SERVICE = "stt";
  private static final String INSIDE = "10.0.10.7";

  private static final AccessPolicy POLICY =
      new AccessPolicy(
          new ServiceConditions(Set.of(Cidr.of("10.0.10.0/24")), Set.of(SERVICE, "tts")));

  /** o: one's own; j: what one takes part in; a: all of one's tenant; -: none. */
  private static final String USER =
      """
      kind            CREATE READ UPDATE DELETE RECORD EXPORT JOIN
      SESSIONS        o      oj   o      o      -      -      oa
      VOICE_PROFILES  o      o    o      o      -      -      -
      RECORDINGS      -      o    -      o      -      -      -
      TRANSCRIPTS     -      oj   -      o      -      -      -
      GLOSSARIES      o      o    o      o      -      -      -
      USERS           -      o    o      o      -      o      -
      CONSENTS        -      o    o      -      -      -      -
      API_KEYS        o      o    o      o      -      -      -
      METRICS         -      oj   -      -      -      -      -
      SYSTEM          -      -    -      -      -      -      -
      INTERNAL        -      -    -      -      -      -      -
      """;

  private static final String PREMIUM_USER =
      USER.replace(
          "SESSIONS        o      oj   o      o      -      -      oa",
          "SESSIONS        o      oj   o      o      o      o      oa");

  private static final String ADMIN =
      """
      kind            CREATE READ UPDATE DELETE RECORD EXPORT JOIN
      SESSIONS        -      a    -      a      -      -      -
      VOICE_PROFILES  -      -    -      -      -      -      -
      RECORDINGS      -      -    -      -      -      -      -
      TRANSCRIPTS     -      -    -      -      -      -      -
      GLOSSARIES      -      -    -      -      -      -      -
      USERS           -      a    a      -      -      -      -
      CONSENTS        -      -    -      -      -      -      -
      API_KEYS        -      -    -      -      -      -      -
      METRICS         -      a    -      -      -      -      -
      SYSTEM          a      a    a      a      a      a      a
      INTERNAL        -      -    -      -      -      -      -
      """;

  private static final String GUEST =
      """
      kind            CREATE READ UPDATE DELETE RECORD EXPORT JOIN
      SESSIONS        -      j    -      -      -      -      j
      VOICE_PROFILES  -      -    -      -      -      -      -
      RECORDINGS      -      -    -      -      -      -      -
      TRANSCRIPTS     -      j    -      -      -      -      -
      GLOSSARIES      -      -    -      -      -      -      -
      USERS           -      -    -      -      -      -      -
      CONSENTS        -      -    -      -      -      -      -
      API_KEYS        -      -    -      -      -      -      -
      METRICS         -      j    -      -      -      -      -
      SYSTEM          -      -    -      -      -      -      -
      INTERNAL        -      -    -      -      -      -      -
      """;

  private static final String SERVICE_ACCOUNT =
      """
      kind            CREATE READ UPDATE DELETE RECORD EXPORT JOIN
      INTERNAL        a      a    a      a      a      a      a
      """;

  private static final Map<Role, Map<String, String>> TABLE =
      new EnumMap<>(
          Map.of(
              Role.GUEST, table(GUEST),
              Role.USER, table(USER),
              Role.PREMIUM_USER, table(PREMIUM_USER),
              Role.ADMIN, table(ADMIN),
              Role.SERVICE_ACCOUNT, table(SERVICE_ACCOUNT)));

  /** How somebody stands to a resource. */
  private enum Relation {
    OWNER,
    PARTICIPANT,
    STRANGER
  }

  /** Every combination, none left to chance. */
  @Property(tries = 100_000, generation = GenerationMode.EXHAUSTIVE)
  void shouldPermitExactlyWhatTheTablesSay(
      @ForAll("roles") Set<Role> roles,
      @ForAll Action action,
      @ForAll Kind kind,
      @ForAll Relation relation,
      @ForAll("tenants") String mine,
      @ForAll("tenants") String theirs,
      @ForAll boolean known,
      @ForAll boolean inside,
      @ForAll boolean named) {
    String userId = named ? SERVICE : ME;
    Caller caller = caller(Principal.of(userId, mine, roles), inside ? INSIDE : "192.0.2.1");
    Resource resource = resource(kind, relation, userId, theirs, known);

    boolean expected =
        roles.stream()
            .filter(role -> role != Role.SERVICE_ACCOUNT || inside && named)
            .map(role -> TABLE.get(role).getOrDefault(kind + " " + action, "-"))
            .anyMatch(reach -> reaches(reach, kind, relation, mine, theirs));

    assertThat(POLICY.permits(caller, action, resource)).isEqualTo(expected);
  }

  @Property(tries = 5_000, generation = GenerationMode.RANDOMIZED)
  void shouldOnlyEverNarrowByScopes(
      @ForAll("roles") Set<Role> roles,
      @ForAll("scopes") Set<String> scopes,
      @ForAll Action action,
      @ForAll Kind kind,
      @ForAll Relation relation,
      @ForAll("tenants") String mine,
      @ForAll("tenants") String theirs) {
    Resource resource = resource(kind, relation, ME, theirs, true);
    Caller person = caller(Principal.of(ME, mine, roles), INSIDE);
    Caller key = caller(withScopes(person.principal(), scopes), INSIDE);

    if (POLICY.permits(key, action, resource)) {
      assertThat(POLICY.permits(person, action, resource)).isTrue();
      assertThat(scopes)
          .anyMatch(
              scope ->
                  scope.startsWith(kind.label() + ":" + action.label())
                      || scope.equals("system:configure"));
    }
    assertThat(POLICY.permissions(person)).containsAll(POLICY.permissions(key));
    assertThat(scopes).containsAll(POLICY.permissions(key));
  }

  @Example
  void shouldLeaveNothingToAKeyWithoutScopes() {
    Caller key = caller(withScopes(Principal.of(ME, Role.ADMIN, Role.USER), Set.of()), INSIDE);

    assertThat(POLICY.permissions(key)).isEmpty();
  }

  @Example
  void shouldLetWhoeverMakesSomethingOwnIt() {
    Caller user = caller(Principal.of(ME, "acme", Set.of(Role.USER)), INSIDE);
    Caller admin = caller(Principal.of(ME, "acme", Set.of(Role.ADMIN)), INSIDE);
    Resource ownerless = new Resource(Kind.SESSIONS, "", "");

    assertThat(POLICY.permits(user, Action.CREATE, ownerless)).isTrue();
    assertThat(POLICY.permits(user, Action.READ, ownerless)).isFalse();
    assertThat(POLICY.permits(admin, Action.CREATE, ownerless)).isFalse();
  }

  @Example
  void shouldGiveWhatGoesBeyondResourcesToPremiumUsersOnly() {
    for (String permission : Set.of(Permissions.FASTER, Permissions.MORE_PROFILES)) {
      assertThat(POLICY.holds(caller(Principal.of(ME, Role.PREMIUM_USER), INSIDE), permission))
          .isTrue();
      assertThat(POLICY.holds(caller(Principal.of(ME, Role.USER, Role.ADMIN), INSIDE), permission))
          .isFalse();
    }
  }

  private static boolean reaches(
      String reach, Kind kind, Relation relation, String mine, String theirs) {
    if (kind == Kind.SYSTEM || kind == Kind.INTERNAL) {
      return reach.contains("a");
    }
    boolean sameTenant = mine.equals(theirs);
    return reach.contains("a") && sameTenant
        || reach.contains("o") && relation == Relation.OWNER && (sameTenant || theirs.isEmpty())
        || reach.contains("j")
            && relation == Relation.PARTICIPANT
            && (sameTenant || theirs.isEmpty());
  }

  private static Resource resource(
      Kind kind, Relation relation, String userId, String tenant, boolean known) {
    String owner = relation == Relation.OWNER ? userId : "somebody";
    return new Resource(kind, known ? "id" : "", owner)
        .inTenant(tenant)
        .sharedWith(relation == Relation.PARTICIPANT ? Set.of(userId, "x") : Set.of("x"));
  }

  private static Caller caller(Principal principal, String address) {
    return new Caller(principal, address, "", "request");
  }

  private static Principal withScopes(Principal person, Set<String> scopes) {
    return new Principal(
        person.userId(), person.tenant(), person.roles(), scopes, Optional.of("key"));
  }

  private static Map<String, String> table(String text) {
    Map<String, String> cells = new HashMap<>();
    String[] lines = text.strip().split("\n");
    String[] actions = lines[0].split(" +");
    for (int line = 1; line < lines.length; line++) {
      String[] reaches = lines[line].split(" +");
      for (int column = 1; column < actions.length; column++) {
        cells.put(reaches[0] + " " + actions[column], reaches[column]);
      }
    }
    return cells;
  }

  @Provide
  Arbitrary<Set<Role>> roles() {
    List<Set<Role>> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << Role.values().length; bits++) {
      int chosen = bits;
      all.add(
          Stream.of(Role.values())
              .filter(role -> (chosen & 1 << role.ordinal()) != 0)
              .collect(Collectors.toUnmodifiableSet()));
    }
    return Arbitraries.of(all);
  }

  @Provide
  Arbitrary<String> tenants() {
    return Arbitraries.of("", "acme", "globex");
  }

  @Provide
  Arbitrary<Set<String>> scopes() {
    return Arbitraries.of(
            "sessions:create",
            "sessions:read:own",
            "sessions:read:all",
            "sessions:delete:all",
            "sessions:record",
            "voice-profiles:read:own",
            "transcripts:read:joined",
            "users:update:all",
            "metrics:read:all",
            "system:configure",
            "nonsense")
        .set();
  }
}
