package org.univoice.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryLogTest {

  private final Kept kept = new Kept();
  private final DeliveryLog log = new DeliveryLog(kept);

  @Test
  void shouldForgetWhatItsOwnParticipantAcknowledged() throws Exception {
    add(1, "ana", 0);
    add(2, "rui", 0);
    add(3, "ana", 0);

    log.acknowledged("ana", 2);

    assertThat(kept.byNumber).containsOnlyKeys(2L, 3L);
  }

  @Test
  void shouldForgetEverythingForWhoIsGone() throws Exception {
    add(1, "ana", 0);
    add(2, "rui", 0);

    log.forget("rui");

    assertThat(kept.byNumber).containsOnlyKeys(1L);
  }

  @Test
  void shouldGiveWhatIsMissingInTheOrderOfItsSequences() throws Exception {
    add(70_000, "rui", 3);
    add(-1, "rui", 1);
    add(40, "ana", 2);
    add(50, "rui", 2);

    assertThat(log.missing("rui")).extracting(LoggedDelivery::atMillis).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldForgetWhatIsAMinuteOldAndSayWhatThatWas() throws Exception {
    add(1, "ana", 100);
    add(2, "rui", 101);

    assertThat(log.expire(100 + DeliveryLog.KEEP_MILLIS)).containsOnlyKeys(1L);

    assertThat(kept.byNumber).containsOnlyKeys(2L);
  }

  private void add(long sequence, String track, long atMillis) throws Exception {
    log.add(sequence, new LoggedDelivery(track, atMillis, new byte[0]));
  }

  private static final class Kept implements SessionStore<LoggedDelivery> {
    private final Map<Long, LoggedDelivery> byNumber = new HashMap<>();

    @Override
    public LoggedDelivery get(long number) {
      return byNumber.get(number);
    }

    @Override
    public void put(long number, LoggedDelivery value) {
      byNumber.put(number, value);
    }

    @Override
    public void remove(long number) {
      byNumber.remove(number);
    }

    @Override
    public Iterable<Map.Entry<Long, LoggedDelivery>> entries() {
      return byNumber.entrySet();
    }
  }
}
