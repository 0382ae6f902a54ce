package org.univoice.gateway.stream;

import com.google.protobuf.CodedOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;

/** Records of one shard in the order in which they came, handed out as envelopes. Thread-safe. */
public final class ShardQueue {

  private final int maxEnvelopeBytes;
  private final Deque<SessionRecord> records = new ArrayDeque<>();

  public ShardQueue(int maxEnvelopeBytes) {
    this.maxEnvelopeBytes = maxEnvelopeBytes;
  }

  public synchronized void add(SessionRecord record) {
    records.addLast(record);
  }

  /** As many records as fit into one envelope, at least one; null when there are none. */
  public synchronized StreamEnvelope take(String gateway, long nowMillis) {
    if (records.isEmpty()) {
      return null;
    }
    StreamEnvelope.Builder envelope =
        StreamEnvelope.newBuilder().setGateway(gateway).setPublishedAtMs(nowMillis);
    int filled = envelope.build().getSerializedSize();
    while (!records.isEmpty()) {
      filled += bytesInEnvelope(records.peekFirst());
      if (filled > maxEnvelopeBytes && envelope.getRecordsCount() > 0) {
        break;
      }
      envelope.addRecords(records.pollFirst());
    }
    return envelope.build();
  }

  public synchronized boolean isEmpty() {
    return records.isEmpty();
  }

  /** With its tag and length: the stream takes no envelope that is larger than it allows. */
  private static int bytesInEnvelope(SessionRecord record) {
    return CodedOutputStream.computeMessageSize(StreamEnvelope.RECORDS_FIELD_NUMBER, record);
  }
}
