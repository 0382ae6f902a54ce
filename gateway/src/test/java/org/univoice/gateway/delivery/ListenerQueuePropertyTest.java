package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.delivery.DeliveryBody.SpeechChunk;

class ListenerQueuePropertyTest {
  private static final int CAPACITY = 10_000;
  private static final long STALE = 5_000;
  private static final Segment SEGMENT = new Segment("t:0", "S1", "t", 0, 900);

  private final ListenerQueue queue = new ListenerQueue(CAPACITY, STALE);

  @Property
  void shouldStayBoundedAndInOrderWhateverComes(@ForAll("bodies") List<DeliveryBody> bodies) {
    ListenerQueue queue = new ListenerQueue(CAPACITY, STALE);
    long sequence = 0;
    for (DeliveryBody body : bodies) {
      queue.offer(delivery(++sequence, body), sequence * 100);
      assertThat(queue.bytes()).isBetween(0L, (long) CAPACITY);
    }
    List<Long> polled = sequences(queue, sequence * 100);
    assertThat(polled).isSorted().doesNotHaveDuplicates();
    assertThat(queue.bytes()).isZero();
    assertThat(queue.takeDropped().nothing()).isEqualTo(polled.size() == bodies.size());
  }

  @Property
  void shouldBringWhatIsSentAgainIntoOrder(@ForAll("shuffled") List<Long> sequences) {
    ListenerQueue queue = new ListenerQueue(Long.MAX_VALUE, STALE);
    sequences.forEach(sequence -> queue.offer(delivery(sequence, caption(true)), 0));
    assertThat(sequences(queue, 0)).isSorted().hasSameSizeAs(sequences);
  }

  @Test
  void shouldDropPartialsThenFinalsThenSpeech() {
    queue.offer(delivery(1, chunk(2000)), 0);
    queue.offer(delivery(2, caption(true)), 0);
    queue.offer(delivery(3, caption(false)), 0);
    queue.offer(delivery(4, chunk(7000)), 0);
    assertThat(queue.takeDropped()).isEqualTo(new ListenerQueue.Dropped(1, 0, 0));
    queue.offer(delivery(5, chunk(100)), 0);
    assertThat(queue.takeDropped()).isEqualTo(new ListenerQueue.Dropped(1, 0, 0));
    queue.offer(delivery(6, chunk(1000)), 0);
    assertThat(queue.takeDropped().speechMillis()).isPositive();
    assertThat(sequences(queue, 0)).containsExactly(4L, 5L, 6L);
  }

  @Test
  void shouldDropWhatHasWaitedTooLongBeforeWhatWasSentAgain() {
    queue.offer(delivery(10, chunk(4000)), 0);
    queue.offer(delivery(5, chunk(4000)), 6_000);
    queue.offer(delivery(6, chunk(4000)), 6_000);
    assertThat(sequences(queue, 6_000)).containsExactly(5L, 6L);
  }

  @Test
  void shouldLeaveOutSpeechThatHasWaitedTooLong() {
    queue.offer(delivery(1, chunk(960)), 0);
    queue.offer(delivery(2, caption(true)), 0);
    queue.offer(delivery(3, chunk(960)), 1);
    assertThat(sequences(queue, 5_001)).containsExactly(2L, 3L);
    assertThat(queue.takeDropped()).isEqualTo(new ListenerQueue.Dropped(0, 20, 0));
  }

  @Provide
  Arbitrary<List<DeliveryBody>> bodies() {
    Arbitrary<DeliveryBody> speech = Arbitraries.integers().between(0, 6000).map(this::chunk);
    Arbitrary<DeliveryBody> caption = Arbitraries.of(true, false).map(this::caption);
    Arbitrary<DeliveryBody> other = Arbitraries.just(new DeliveryBody.TrackFinished("t", "pt"));
    return Arbitraries.oneOf(speech, caption, other).list().ofMaxSize(100);
  }

  @Provide
  Arbitrary<List<Long>> shuffled() {
    return Arbitraries.longs()
        .between(0, 1000)
        .set()
        .ofMaxSize(50)
        .map(ArrayList::new)
        .flatMap(all -> Arbitraries.shuffle(all));
  }

  private DeliveryBody chunk(int bytes) {
    return new SpeechChunk("t:0", 0, new byte[bytes]);
  }

  private DeliveryBody caption(boolean isFinal) {
    return new Caption(SEGMENT, isFinal, "en", "hello", 1, false, List.of());
  }

  private static Delivery delivery(long sequence, DeliveryBody body) {
    return new Delivery("d" + sequence, "s", "p", sequence, body);
  }

  private static List<Long> sequences(ListenerQueue queue, long nowMillis) {
    List<Long> polled = new ArrayList<>();
    for (Optional<Delivery> next = queue.poll(nowMillis);
        next.isPresent();
        next = queue.poll(nowMillis)) {
      polled.add(next.get().sequence());
    }
    return polled;
  }
}
