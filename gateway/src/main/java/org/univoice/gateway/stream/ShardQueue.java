package org.univoice.gateway.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;

/** Records of one shard in the order in which they came, handed out as envelopes. Thread-safe. */
public final class ShardQueue {

  private final int maxEnvelopeBytes;
  private final Deque<SessionRecord> records = new ArrayDeque<>();
  private long bytes;

  public ShardQueue(int maxEnvelopeBytes) {
    this.maxEnvelopeBytes = maxEnvelopeBytes;
  }

  public synchronized void add(SessionRecord record) {
    records.addLast(record);
    bytes += record.getSerializedSize();
  }

  /** As many records as fit into one envelope, at least one; null when there are none. */
  public synchronized StreamEnvelope take(String gateway, long nowMillis) {
    if (records.isEmpty()) {
      return null;
    }
    StreamEnvelope.Builder envelope =
        StreamEnvelope.newBuilder().setGateway(gateway).setPublishedAtMs(nowMillis);
    int taken = 0;
    while (!records.isEmpty()) {
      int size = records.peekFirst().getSerializedSize();
      if (taken > 0 && taken + size > maxEnvelopeBytes) {
        break;
      }
      taken += size;
      envelope.addRecords(records.pollFirst());
    }
    bytes -= taken;
    return envelope.build();
  }

  public synchronized long bytes() {
    return bytes;
  }

  public synchronized boolean isEmpty() {
    return records.isEmpty();
  }
}
