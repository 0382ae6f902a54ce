package org.univoice.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of consents promises. */
public abstract class ConsentHistoryContract {

  protected abstract ConsentHistory history();

  @Test
  void shouldKeepEverythingInItsOrderUntilTheUserIsForgotten() {
    ConsentEntry given = entry(true, 1_000);
    ConsentEntry back = entry(false, 2_000);
    history().append("../ana", given);
    history().append("../ana", back);
    history().append("bob", given);

    assertThat(history().ofUser("../ana")).containsExactly(given, back);
    history().delete("../ana");
    assertThat(history().ofUser("../ana")).isEmpty();
    assertThat(history().ofUser("bob")).containsExactly(given);
  }

  private static ConsentEntry entry(boolean given, long at) {
    return new ConsentEntry(
        ConsentKind.RECORDING, new Consent(given, "I agree", "1", Instant.ofEpochMilli(at)));
  }
}
