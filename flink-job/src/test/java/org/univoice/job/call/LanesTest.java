package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Lane.Waiting;

/** {@link Chaining} with one call at a time for all keys. */
class LanesTest {

  private static final CallPolicy ONE_CALL =
      new CallPolicy(
          Duration.ofSeconds(1),
          1,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          0,
          1,
          100,
          Duration.ofSeconds(2),
          Duration.ZERO,
          1);

  private final FakeCallLoop loop = new FakeCallLoop();
  private final List<String> settled = new ArrayList<>();
  private final Lanes<String, String, String, String> lanes =
      new Lanes<>(
          new Chaining(),
          ONE_CALL,
          loop,
          new Random(0),
          new CallMetrics(new UnregisteredMetricsGroup()),
          new Settling());
  private long sequence;

  @BeforeEach
  void forget() {
    Chaining.MODEL.forget();
  }

  @Test
  void shouldGiveAFreedSlotToTheKeyThatWaitedLongest() throws Exception {
    send("a:1");
    send("b:1");
    send("c:1");
    send("a:2");
    assertThat(lanes.waiting()).isEqualTo(3);

    answer(0, "x");
    answer(1, "y");
    answer(2, "z");

    assertThat(Chaining.MODEL.requests()).containsExactly("a:1|", "b:1|", "c:1|", "a:2|x");
  }

  @Test
  void shouldHandOverWhatIsRememberedWithTheEndOfItsInputAndNotBefore() throws Exception {
    send("a:1");
    Chaining.MODEL.attempt(0).answers("x");
    loop.turn();
    assertThat(settled).containsExactly("a:1=x#0");

    Chaining.MODEL.attempt(0).completes();
    loop.turn();

    assertThat(settled).containsExactly("a:1=x#0", "a:1 ended, remembers x");
  }

  @Test
  void shouldKeepNoLaneForAKeyThatHasNothingToAsk() throws Exception {
    send("a:1");
    send("b:pass");
    assertThat(lanes.busyKeys()).isEqualTo(1);

    answer(0, "x");

    assertThat(lanes.busyKeys()).isZero();
    assertThat(lanes.areSettled()).isTrue();
  }

  @Test
  void shouldFreeTheSlotOfACallThatHasBecomePointless() throws Exception {
    send("a:partial");
    send("b:1");
    send("a:final");

    assertThat(Chaining.MODEL.attempt(0).isCancelled()).isTrue();
    assertThat(Chaining.MODEL.requests()).containsExactly("a:partial|", "b:1|");
    assertThat(settled)
        .containsExactly("a:partial!SUPERSEDED after 0", "a:partial ended, remembers null");
  }

  @Test
  void shouldSayNothingMoreOfCallsThatAreCancelledAtTheEnd() throws Exception {
    send("a:1");

    lanes.cancelAll();
    answer(0, "x");

    assertThat(Chaining.MODEL.attempt(0).isCancelled()).isTrue();
    assertThat(settled).isEmpty();
  }

  private void send(String input) throws Exception {
    String key = input.substring(0, 1);
    var known = lanes.of(key);
    var lane = known == null ? lanes.open(key, null) : known;
    lanes.add(lane, new Waiting<>(sequence++, WatermarkHold.NO_TIMESTAMP, input));
    lanes.proceed(lane);
  }

  private void answer(int attempt, String answer) throws Exception {
    Chaining.MODEL.attempt(attempt).answers(answer).completes();
    loop.turn();
  }

  private final class Settling implements Lanes.Listener<String, String, String> {

    @Override
    public void onOutput(String output, long timestampMillis) {
      settled.add(output);
    }

    @Override
    public void onEnded(Object key, Waiting<String> input, String memory) {
      settled.add(input.input() + " ended, remembers " + memory);
    }
  }
}
