package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;

class ListeningTest {

  private static final long NOW = 1_000_000;
  private static final long LONGER_THAN_ANY_REPLAY_TAKES = 10_000;

  private final Listening listening = new Listening();

  @Test
  void shouldHoldBackWhatIsNewUntilWhatWasMissedIsThere() {
    listening.resume(5, NOW);
    listening.offer(delivery(8), NOW);
    assertThat(listening.poll(NOW + 1_000)).isEmpty();
    listening.offer(delivery(7), NOW + 1_000);

    listening.replayed(5);

    assertThat(listening.poll(NOW + 1_000)).contains(delivery(7));
    assertThat(listening.poll(NOW + 1_000)).contains(delivery(8));
  }

  @Test
  void shouldNotWaitForeverForAJobThatIsAway() {
    listening.resume(5, NOW);
    listening.offer(delivery(8), NOW + LONGER_THAN_ANY_REPLAY_TAKES);

    assertThat(listening.poll(NOW + LONGER_THAN_ANY_REPLAY_TAKES)).contains(delivery(8));
  }

  @Test
  void shouldNotTakeTheReplayOfAnEarlierConnectionForThatOfThisOne() {
    listening.resume(5, NOW);
    listening.stop();
    listening.resume(6, NOW);
    listening.offer(delivery(8), NOW);

    listening.replayed(5);

    assertThat(listening.poll(NOW)).isEmpty();
  }

  @Test
  void shouldHoldNothingBackFromAFirstConnection() {
    listening.start();
    listening.offer(delivery(8), NOW);

    assertThat(listening.poll(NOW)).contains(delivery(8));
  }

  private static Delivery delivery(long sequence) {
    return new Delivery(
        "d" + sequence, "s", "p", sequence, new DeliveryBody.TrackFinished("t", "pt"));
  }
}
