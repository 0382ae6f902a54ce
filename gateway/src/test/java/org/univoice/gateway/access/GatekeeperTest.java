package org.univoice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Resource.Kind;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

class GatekeeperTest {
  private static final Resource ANAS = new Resource(Kind.SESSIONS, "s1", "ana");

  private final List<AuditEntry> entries = new ArrayList<>();
  private final Gatekeeper gatekeeper =
      new Gatekeeper(new AccessPolicy(), entries::add, new MutableClock());

  @Test
  void shouldLetAnOwnerInAndWriteItDown() {
    gatekeeper.admit(user("ana"), Action.DELETE, ANAS);

    assertThat(entries).hasSize(1);
    AuditEntry entry = entries.get(0);
    assertThat(entry.timestamp()).isEqualTo(new MutableClock().millis());
    assertThat(entry.userId()).isEqualTo("ana");
    assertThat(entry.action()).isEqualTo("DELETE");
    assertThat(entry.resource()).isEqualTo("sessions");
    assertThat(entry.resourceId()).isEqualTo("s1");
    assertThat(entry.ipAddress()).isEqualTo("192.0.2.1");
    assertThat(entry.userAgent()).isEqualTo("curl");
    assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
    assertThat(entry.details()).isEqualTo(Map.of("requestId", "r1"));
  }

  @Test
  void shouldNotTellAStrangerThatItExistsButWriteTheTryDown() {
    RefusedException refused = refusal(user("bob"), Action.READ, ANAS);

    assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    assertThat(refused)
        .hasMessage(Gatekeeper.notFound(Kind.SESSIONS).getMessage())
        .hasMessage("There is no such session.");
    assertThat(entries)
        .singleElement()
        .returns(AuditEntry.Result.FAILURE, AuditEntry::result)
        .returns("bob", AuditEntry::userId);
  }

  @Test
  void shouldWriteDownWhoseItWasWhenAllOfSomebodyElseWasAskedFor() {
    Caller admin = caller(Principal.of("root", Role.ADMIN));
    gatekeeper.admit(admin, Action.READ, new Resource(Kind.SESSIONS, "", "ana"));
    gatekeeper.admit(user("ana"), Action.READ, new Resource(Kind.SESSIONS, "", "ana"));

    assertThat(entries.get(0).details()).containsEntry("owner", "ana");
    assertThat(entries.get(1).details()).doesNotContainKey("owner");
  }

  @Test
  void shouldTellWhoMayReadItThatTheyMayNotChangeIt() {
    Caller admin = caller(Principal.of("root", Role.ADMIN));
    Resource shared = ANAS.sharedWith(Set.of("bob"));

    assertThat(refusal(admin, Action.UPDATE, ANAS).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(user("bob"), Action.DELETE, shared).code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void shouldLetParticipantsReadAndNoMore() {
    Resource shared = ANAS.sharedWith(Set.of("bob"));

    gatekeeper.admit(user("bob"), Action.READ, shared);
    assertThat(refusal(user("bob"), Action.UPDATE, shared).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(user("eve"), Action.READ, shared).code())
        .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Test
  void shouldNotHideThatThereIsAListOrASystem() {
    assertThat(refusal(user("bob"), Action.READ, new Resource(Kind.USERS, "", "")).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(user("bob"), Action.READ, new Resource(Kind.SYSTEM, "log", "")).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void shouldSayWhichScopeAKeyLacks() {
    Caller key =
        caller(
            new Principal(
                "ana", "", Set.of(Role.USER), Set.of("recordings:read:own"), Optional.of("k1")));

    RefusedException refused = refusal(key, Action.DELETE, ANAS);

    assertThat(refused.code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refused.suggestion()).contains("sessions:delete");
    assertThat(entries.get(0).details()).containsEntry("apiKeyId", "k1");
  }

  private RefusedException refusal(Caller caller, Action action, Resource resource) {
    return catchThrowableOfType(
        RefusedException.class, () -> gatekeeper.admit(caller, action, resource));
  }

  private static Caller user(String userId) {
    return caller(Principal.of(userId, Role.USER));
  }

  private static Caller caller(Principal principal) {
    return new Caller(principal, "192.0.2.1", "curl", "r1");
  }
}
