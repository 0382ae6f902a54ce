package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OriginalQueueTest {
  private static final long LIVE_MILLIS = 2_000;

  private final OriginalQueue queue = new OriginalQueue(LIVE_MILLIS);

  @Test
  void shouldKeepTheNewestTwoSecondsOfEachVoice() {
    queue.offer(piece("b", 0), 0);
    for (int i = 0; i < 50; i++) {
      queue.offer(piece("a", 50 * i), 0);
    }
    assertThat(all(0)).startsWith(piece("b", 0), piece("a", 500)).endsWith(piece("a", 2_450));
    assertThat(queue.takeDroppedMillis()).isEqualTo(500);
    assertThat(queue.takeDroppedMillis()).isZero();
  }

  @Test
  void shouldLeaveOutWhatIsLiveNoMore() {
    queue.offer(piece("a", 0), 0);
    queue.offer(piece("a", 50), 50);
    assertThat(all(2_050)).containsExactly(piece("a", 50));
    assertThat(queue.takeDroppedMillis()).isEqualTo(50);
  }

  @Test
  void shouldNumberVoicesBelowZeroAndSpeechAbove() {
    assertThat(OriginalPiece.number("807d")).isNegative();
    assertThat(SpeechTimeline.number("807d:1200")).isPositive();
  }

  @Property
  void shouldKeepOrderAndItsBoundWhoeverSpeaks(
      @ForAll @Size(max = 400) List<@IntRange(max = 3) Integer> speakers) {
    OriginalQueue any = new OriginalQueue(LIVE_MILLIS);
    for (int i = 0; i < speakers.size(); i++) {
      any.offer(piece("p" + speakers.get(i), i), 0);
    }
    List<OriginalPiece> kept = new ArrayList<>();
    for (var next = any.poll(0); next.isPresent(); next = any.poll(0)) {
      kept.add(next.get());
    }
    assertThat(kept).isSortedAccordingTo((a, b) -> Long.compare(a.startMillis(), b.startMillis()));
    for (int speaker = 0; speaker < 4; speaker++) {
      String name = "p" + speaker;
      long said = speakers.stream().filter(one -> name.equals("p" + one)).count();
      assertThat(kept.stream().filter(piece -> piece.participant().equals(name)).count())
          .isEqualTo(Math.min(said, LIVE_MILLIS / 50));
    }
  }

  private List<OriginalPiece> all(long nowMillis) {
    List<OriginalPiece> all = new ArrayList<>();
    for (Optional<OriginalPiece> next = queue.poll(nowMillis);
        next.isPresent();
        next = queue.poll(nowMillis)) {
      all.add(next.get());
    }
    return all;
  }

  private static OriginalPiece piece(String participant, long startMillis) {
    return new OriginalPiece(participant, startMillis, 50, ByteString.EMPTY);
  }
}
