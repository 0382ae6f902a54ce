package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;

class ListeningTest {

  private static final long NOW = 1_000_000;
  private static final long LONGER_THAN_ANY_REPLAY_TAKES = 10_000;

  private static final int SPEECH_SECOND = 24_000 * 2;

  private final Listening listening = new Listening();

  @Test
  void shouldHoldBackWhatIsNewUntilWhatWasMissedIsThere() {
    listening.resume(5, NOW);
    listening.offer(delivery(8), NOW);
    assertThat(listening.poll(NOW + 1_000)).isEmpty();
    listening.offer(delivery(7), NOW + 1_000);

    listening.replayed(NOW);

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
    listening.resume(5, NOW + 50);
    listening.offer(delivery(8), NOW + 50);

    listening.replayed(NOW);

    assertThat(listening.poll(NOW + 50)).isEmpty();
  }

  @Test
  void shouldHaveRoomForAllThatTheJobSendsAgain() {
    listening.resume(0, NOW);
    for (int second = 0; second < 60; second++) {
      listening.offer(caption(3 * second + 1), NOW);
      listening.offer(speech(3 * second + 2), NOW);
    }
    listening.replayed(NOW);

    for (int second = 0; second < 60; second++) {
      assertThat(listening.poll(NOW)).contains(caption(3 * second + 1));
      assertThat(listening.poll(NOW)).map(Delivery::sequence).contains(3L * second + 2);
    }
    assertThat(listening.takeDropped().nothing()).isTrue();
  }

  @Test
  void shouldHoldNothingBackFromAFirstConnection() {
    listening.start();
    listening.offer(delivery(8), NOW);

    assertThat(listening.poll(NOW)).contains(delivery(8));
  }

  private static Delivery delivery(long sequence) {
    return delivery(sequence, new DeliveryBody.TrackFinished("t", "pt"));
  }

  private static Delivery caption(long sequence) {
    var segment = new DeliveryBody.Segment("t:0", "S1", "t", 0, 900);
    return delivery(
        sequence, new DeliveryBody.Caption(segment, true, "en", "hello", 0.9f, false, List.of()));
  }

  private static Delivery speech(long sequence) {
    return delivery(
        sequence, new DeliveryBody.SpeechChunk("t:0", (int) sequence, new byte[SPEECH_SECOND]));
  }

  private static Delivery delivery(long sequence, DeliveryBody body) {
    return new Delivery("d" + sequence, "s", "p", sequence, body);
  }
}
