package org.univoice.gateway.transcript.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.StandInStores;
import org.univoice.gateway.transcript.SegmentStore;
import org.univoice.gateway.transcript.SegmentStoreContract;
import org.univoice.gateway.transcript.TranslationSegment;

class DynamoDbSegmentStoreTest extends SegmentStoreContract {
  @Override
  protected SegmentStore store() {
    return at(SAID.plusSeconds(60));
  }

  private static SegmentStore at(Instant now) {
    return new DynamoDbSegmentStore(StandInStores.clients(), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void shouldExpireThirtyDaysAfterItWasSaid() {
    TranslationSegment segment = segment("t:0", "pt", "Olá", 0);
    store.put(List.of(segment));
    Instant over = SAID.plus(Duration.ofDays(30));

    assertThat(new ItemReader(SegmentItem.write(segment)).number("ttl"))
        .isEqualTo(over.getEpochSecond());
    assertThat(at(over.minusMillis(1)).ofSession(session)).hasSize(1);
    assertThat(at(over).ofSession(session)).isEmpty();
  }

  /** The store would refuse the item, and with it all that waits behind it. */
  @Test
  void shouldKeepASegmentWhoseConfidenceIsNoNumber() {
    store.put(
        List.of(
            new TranslationSegment(
                session, "t:0", "", "", "", "", "", "", 0, 0, Double.NaN, 0, SAID, false)));
    assertThat(store.ofSession(session)).extracting(TranslationSegment::confidence).contains(0.0);
  }
}
