package org.univoice.gateway.access;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Nothing that is not a ticket opens anything. */
class RandomTicketIssuerFuzzTest {
  private final RandomTicketIssuer tickets =
      new RandomTicketIssuer(Clock.systemUTC(), Duration.ofMinutes(1), 10);

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) throws Exception {
    take(bytes);
  }

  private void take(byte[] bytes) {
    try {
      tickets.redeem(new String(bytes, StandardCharsets.ISO_8859_1));
      throw new AssertionError("was taken for a ticket");
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.UNAUTHORIZED) {
        throw new AssertionError(e.code());
      }
    }
  }
}
