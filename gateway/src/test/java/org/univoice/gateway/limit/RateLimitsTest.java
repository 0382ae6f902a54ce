package org.univoice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.limit.bucket4j.MemoryBuckets;

class RateLimitsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Principal USER = Principal.of("ann", Role.USER);
  private static final Principal PREMIUM = Principal.of("bob", Role.PREMIUM_USER);

  private final MutableClock clock = new MutableClock();
  private final RateLimits limits =
      new RateLimits(
          new LimitConfig(
              new Quota(100, MINUTE),
              new Quota(10, MINUTE),
              new Quota(50, MINUTE),
              new Quota(20, MINUTE),
              5),
          new MemoryBuckets(clock));

  @Test
  void shouldCountReadsAndWritesByThemselves() {
    assertThat(passing(USER, EndpointClass.WRITE)).isEqualTo(4);
    assertThat(passing(USER, EndpointClass.READ)).isEqualTo(10);
  }

  @Test
  void shouldLetPremiumUsersDoMoreUnlessTheirKeyMayNot() {
    assertThat(passing(PREMIUM, EndpointClass.WRITE)).isEqualTo(20);
    Principal narrow =
        new Principal(
            "carl", "", Set.of(Role.PREMIUM_USER), Set.of("sessions:create"), Optional.empty());
    assertThat(passing(narrow, EndpointClass.WRITE)).isEqualTo(4);
  }

  @Test
  void shouldLeaveItsUserHalfOfWhatAnApiKeyWantsAll() {
    Principal key = new Principal("ann", "", Set.of(Role.USER), Set.of(), Optional.of("key-1"));
    assertThat(passing(key, EndpointClass.WRITE)).isEqualTo(2);
    assertThat(passing(USER, EndpointClass.WRITE)).isEqualTo(2);
  }

  @Test
  void shouldCountAWholeNetworkOfIpv6AsOneAddress() {
    assertThat(limits.ofAddress("2001:db8:0:1::1", EndpointClass.SIGN_IN).passes()).isTrue();
    assertThat(limits.ofAddress("2001:db8:0:1:2:3:4:5", EndpointClass.SIGN_IN).passes()).isTrue();
    assertThat(limits.ofAddress("2001:db8:0:1::7%eth0", EndpointClass.SIGN_IN).passes()).isFalse();
    assertThat(limits.ofAddress("2001:db8:0:2::1", EndpointClass.SIGN_IN).passes()).isTrue();
  }

  @Test
  void shouldLimitAnAddressWhoeverAsksAndSigningInHarder() {
    assertThat(limits.ofAddress("192.0.2.1", EndpointClass.SIGN_IN).passes()).isTrue();
    assertThat(limits.ofAddress("192.0.2.1", EndpointClass.SIGN_IN).passes()).isTrue();
    Verdict refused = limits.ofAddress("192.0.2.1", EndpointClass.SIGN_IN);
    assertThat(refused.passes()).isFalse();
    assertThat(refused.limit()).isEqualTo(10);
    assertThat(limits.ofAddress("192.0.2.1", EndpointClass.READ).passes()).isTrue();
    int others = 0;
    while (limits.ofAddress("192.0.2.1", EndpointClass.READ).passes()) {
      others++;
    }
    assertThat(others).isEqualTo(16);
    assertThat(limits.ofAddress("192.0.2.2", EndpointClass.READ).passes()).isTrue();
  }

  @Test
  void shouldLetOnePassAfterTheSecondsItSays() {
    passing(USER, EndpointClass.WRITE);
    Verdict refused = limits.ofCaller(caller(USER), EndpointClass.WRITE, 1);
    assertThat(refused.retryAfterSeconds()).isEqualTo(4);
    clock.pass(Duration.ofSeconds(refused.retryAfterSeconds()));
    assertThat(limits.ofCaller(caller(USER), EndpointClass.WRITE, 1).passes()).isTrue();
  }

  @Test
  void shouldLimitNothingWhereTheLimitIsZero() {
    RateLimits none = new RateLimits(LimitConfig.NONE, new MemoryBuckets(clock));
    for (int i = 0; i < 5_000; i++) {
      assertThat(none.ofAddress("192.0.2.1", EndpointClass.SIGN_IN).passes()).isTrue();
      assertThat(none.ofCaller(caller(USER), EndpointClass.WRITE, 1).passes()).isTrue();
    }
  }

  @Test
  void shouldRefuseALimitThatMakesNoSense() {
    assertThatThrownBy(() -> new Quota(1, MINUTE)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quota(-5, MINUTE)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldCountUnderKeysThatNameWhomTheyConcern() {
    List<String> keys = new ArrayList<>();
    RateLimits seen =
        new RateLimits(
            LimitConfig.DEFAULT,
            (key, quota, requests) -> {
              keys.add(key);
              return new Buckets.Taken(true, 1, 0);
            });
    seen.ofAddress("192.0.2.1", EndpointClass.SIGN_IN);
    seen.ofCaller(
        caller(new Principal("ann", "", Set.of(Role.USER), Set.of(), Optional.of("key-1"))),
        EndpointClass.READ,
        1);
    assertThat(keys)
        .containsExactly(
            "rate-limit:ip:192.0.2.1",
            "rate-limit:ip:192.0.2.1:sign-in",
            "rate-limit:key:key-1:read",
            "rate-limit:user:ann:read");
  }

  @Test
  void shouldGiveHigherLimitsToWhoHoldsThePermissionWhateverElseTheyHold() {
    Principal narrowed = key("dan", Set.of(Role.PREMIUM_USER), Set.of("api:higher-rate-limits"));
    assertThat(passing(narrowed, EndpointClass.WRITE)).isEqualTo(10);
    Principal unfounded = key("eve", Set.of(Role.USER), Set.of("api:higher-rate-limits"));
    assertThat(passing(unfounded, EndpointClass.WRITE)).isEqualTo(2);
    Principal nothing = key("fay", Set.of(Role.PREMIUM_USER), Set.of());
    assertThat(passing(nothing, EndpointClass.WRITE)).isEqualTo(2);
  }

  @Test
  void shouldCountWhatIsWorthSeveralAsSeveralAndLetEvenTheLargestPassSometime() {
    assertThat(write(3).passes()).isTrue();
    assertThat(write(2).passes()).isFalse();
    assertThat(write(1).passes()).isTrue();
    Verdict refused = write(1_000);
    assertThat(refused.passes()).isFalse();
    assertThat(refused.retryAfterSeconds()).isEqualTo(15);
    clock.pass(Duration.ofSeconds(refused.retryAfterSeconds()));
    assertThat(write(1_000).passes()).isTrue();
    assertThat(write(1).passes()).isFalse();
  }

  private Verdict write(long requests) {
    return limits.ofCaller(caller(USER), EndpointClass.WRITE, requests);
  }

  private static Principal key(String user, Set<Role> roles, Set<String> scopes) {
    return new Principal(user, "", roles, scopes, Optional.of("key-of-" + user));
  }

  private int passing(Principal caller, EndpointClass kind) {
    int passed = 0;
    while (limits.ofCaller(caller(caller), kind, 1).passes()) {
      passed++;
    }
    return passed;
  }

  private static Caller caller(Principal who) {
    return new Caller(who, "192.0.2.1", "", "r");
  }
}
