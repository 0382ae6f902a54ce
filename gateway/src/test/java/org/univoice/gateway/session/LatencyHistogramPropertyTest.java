package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LatencyHistogramPropertyTest {
  @Property
  void everyPercentileIsRightToOnePercent(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 100_000) Long> millis,
      @ForAll @LongRange(min = 1, max = 100) long percent) {
    LatencyHistogram histogram = of(millis);
    List<Long> sorted = millis.stream().sorted().toList();
    long exact = sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);

    assertThat((double) histogram.percentileMillis(percent / 100.0))
        .isCloseTo(exact, within(0.5 + exact * 0.0101));
    assertThat(histogram.averageMillis())
        .isCloseTo(millis.stream().mapToLong(Long::longValue).average().orElse(0), within(0.001));
  }

  @Property
  void twoAddedUpAreAsOneThatSawBoth(
      @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 100_000) Long> some,
      @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 100_000) Long> more) {
    LatencyHistogram both = of(more);
    for (Long one : some) {
      both = both.with(one);
    }
    assertThat(of(some).plus(of(more))).isEqualTo(both);
  }

  @Example
  void shouldSayZeroOfNothing() {
    assertThat(LatencyHistogram.EMPTY.percentileMillis(0.5)).isZero();
    assertThat(LatencyHistogram.EMPTY.averageMillis()).isZero();
  }

  private static LatencyHistogram of(List<Long> millis) {
    LatencyHistogram histogram = LatencyHistogram.EMPTY;
    for (Long one : millis) {
      histogram = histogram.with(one);
    }
    return histogram;
  }
}
