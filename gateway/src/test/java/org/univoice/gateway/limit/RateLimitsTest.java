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
    Verdict refused = limits.ofCaller(USER, EndpointClass.WRITE);
    assertThat(refused.retryAfterSeconds()).isEqualTo(4);
    clock.pass(Duration.ofSeconds(refused.retryAfterSeconds()));
    assertThat(limits.ofCaller(USER, EndpointClass.WRITE).passes()).isTrue();
  }

  @Test
  void shouldLimitNothingWhereTheLimitIsZero() {
    RateLimits none = new RateLimits(LimitConfig.NONE, new MemoryBuckets(clock));
    for (int i = 0; i < 5_000; i++) {
      assertThat(none.ofAddress("192.0.2.1", EndpointClass.SIGN_IN).passes()).isTrue();
      assertThat(none.ofCaller(USER, EndpointClass.WRITE).passes()).isTrue();
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
            (key, quota) -> {
              keys.add(key);
              return new Buckets.Taken(true, 1, 0);
            });
    seen.ofAddress("192.0.2.1", EndpointClass.SIGN_IN);
    seen.ofCaller(
        new Principal("ann", "", Set.of(Role.USER), Set.of(), Optional.of("key-1")),
        EndpointClass.READ);
    assertThat(keys)
        .containsExactly(
            "rate-limit:ip:192.0.2.1",
            "rate-limit:ip:192.0.2.1:sign-in",
            "rate-limit:key:key-1:read",
            "rate-limit:user:ann:read");
  }

  private int passing(Principal caller, EndpointClass kind) {
    int passed = 0;
    while (limits.ofCaller(caller, kind).passes()) {
      passed++;
    }
    return passed;
  }
}
