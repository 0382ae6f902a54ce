package org.univoice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;

class ShardQueuePropertyTest {

  private static final String GATEWAY = "127.0.0.1:8091";

  @Property(tries = 300)
  void shouldHandOutEveryRecordOnceAndInOrderInEnvelopesThatFit(
      @ForAll @Size(max = 80) List<@IntRange(max = 300) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 1_500) int maxEnvelopeBytes) {
    ShardQueue queue = new ShardQueue(maxEnvelopeBytes);
    List<SessionRecord> added = new ArrayList<>();
    for (int size : sizes) {
      added.add(record(added.size(), size));
      queue.add(added.get(added.size() - 1));
    }

    List<SessionRecord> taken = new ArrayList<>();
    for (StreamEnvelope next; (next = queue.take(GATEWAY, 7)) != null; ) {
      assertThat(next.getRecordsCount()).isPositive();
      if (next.getRecordsCount() > 1) {
        assertThat(next.getSerializedSize()).isLessThanOrEqualTo(maxEnvelopeBytes);
      }
      taken.addAll(next.getRecordsList());
    }

    assertThat(taken).isEqualTo(added);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Example
  void shouldFillAnEnvelopeToItsLastByte() {
    StreamEnvelope two =
        StreamEnvelope.newBuilder()
            .setGateway(GATEWAY)
            .setPublishedAtMs(7)
            .addRecords(record(1, 200))
            .addRecords(record(2, 200))
            .build();

    assertThat(firstOf(two, two.getSerializedSize()).getRecordsCount()).isEqualTo(2);
    assertThat(firstOf(two, two.getSerializedSize() - 1).getRecordsCount()).isEqualTo(1);
  }

  @Example
  void shouldSayWhoPublishesAndWhen() {
    ShardQueue queue = new ShardQueue(1_000);
    assertThat(queue.take(GATEWAY, 7)).isNull();
    queue.add(record(1, 0));
    StreamEnvelope envelope = queue.take(GATEWAY, 7);

    assertThat(envelope.getGateway()).isEqualTo(GATEWAY);
    assertThat(envelope.getPublishedAtMs()).isEqualTo(7);
  }

  private static StreamEnvelope firstOf(StreamEnvelope all, int maxEnvelopeBytes) {
    ShardQueue queue = new ShardQueue(maxEnvelopeBytes);
    all.getRecordsList().forEach(queue::add);
    return queue.take(all.getGateway(), all.getPublishedAtMs());
  }

  private static SessionRecord record(long sequence, int bytes) {
    return SessionRecord.newBuilder()
        .setAudio(
            AudioChunk.newBuilder()
                .setSequence(sequence)
                .setPayload(ByteString.copyFrom(new byte[bytes])))
        .build();
  }
}
