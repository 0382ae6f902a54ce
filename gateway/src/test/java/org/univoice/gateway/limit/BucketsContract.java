package org.univoice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.limit.Buckets.Taken;

/** What every way of counting promises. */
public abstract class BucketsContract {
  protected final MutableClock clock = new MutableClock();

  protected abstract Buckets buckets();

  @Test
  void shouldNeverLetMoreThanTheQuotaPassInAnyWindow() {
    Random random = new Random(7);
    for (long requests : new long[] {2, 5, 20, 77}) {
      Quota quota = new Quota(requests, Duration.ofSeconds(60));
      String key = UUID.randomUUID().toString();
      List<Long> passed = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        // A flood that pauses now and then, so that a full bucket comes before the flood.
        boolean pauses = random.nextInt(300) == 0;
        clock.pass(Duration.ofMillis(pauses ? random.nextInt(60_000) : 100));
        if (buckets().take(key, quota).passes()) {
          passed.add(clock.millis());
        }
      }
      for (int last = 0; last < passed.size(); last++) {
        long end = passed.get(last);
        long within = passed.stream().filter(at -> at <= end && at > end - 60_000).count();
        assertThat(within).as("up to " + end).isLessThanOrEqualTo(requests);
      }
      assertThat(passed).hasSizeGreaterThan((int) requests);
    }
  }

  @Test
  void shouldLetOnePassToWhoWaitsAsLongAsItSays() {
    Quota quota = new Quota(10, Duration.ofSeconds(60));
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 20; i++) {
      Taken refused = buckets().take(key, quota);
      while (refused.passes()) {
        refused = buckets().take(key, quota);
      }
      assertThat(refused.nanosToWait()).isPositive();
      clock.pass(Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(refused.nanosToWait()) - 100));
      assertThat(buckets().take(key, quota).passes()).as("sooner").isFalse();
      clock.pass(Duration.ofMillis(101));
      assertThat(buckets().take(key, quota).passes()).as("then").isTrue();
    }
  }

  @Test
  void shouldTakeSeveralTogetherOrNone() {
    Quota quota = new Quota(20, Duration.ofSeconds(60));
    String key = UUID.randomUUID().toString();
    assertThat(buckets().take(key, quota, 3)).isEqualTo(new Taken(true, 1, 0));
    Taken refused = buckets().take(key, quota, 2);
    assertThat(refused.passes()).isFalse();
    assertThat(refused.remaining()).isEqualTo(1);
    clock.pass(Duration.ofNanos(refused.nanosToWait()).plusMillis(1));
    assertThat(buckets().take(key, quota, 2).passes()).isTrue();
  }

  @Test
  void shouldCountEachKeyByItselfAndSayWhatIsLeft() {
    Quota quota = new Quota(10, Duration.ofSeconds(60));
    String one = UUID.randomUUID().toString();
    String other = UUID.randomUUID().toString();
    assertThat(buckets().take(one, quota)).isEqualTo(new Taken(true, 1, 0));
    assertThat(buckets().take(one, quota)).isEqualTo(new Taken(true, 0, 0));
    assertThat(buckets().take(one, quota).passes()).isFalse();
    assertThat(buckets().take(other, quota)).isEqualTo(new Taken(true, 1, 0));
  }
}
