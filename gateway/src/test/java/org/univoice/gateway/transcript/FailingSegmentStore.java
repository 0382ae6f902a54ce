package org.univoice.gateway.transcript;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Fails as often as told, or makes everybody wait. */
final class FailingSegmentStore implements SegmentStore {
  final MemorySegmentStore kept = new MemorySegmentStore();
  final AtomicInteger failures = new AtomicInteger();
  final AtomicInteger puts = new AtomicInteger();
  final Semaphore open = new Semaphore(Integer.MAX_VALUE);

  @Override
  public void put(List<TranslationSegment> segments) {
    open.acquireUninterruptibly();
    open.release();
    puts.incrementAndGet();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new RefusedException(ErrorCode.SERVICE_UNAVAILABLE, "away", "wait", 1);
    }
    kept.put(segments);
  }

  @Override
  public List<TranslationSegment> ofSession(String sessionId) {
    return kept.ofSession(sessionId);
  }

  @Override
  public void deleteSession(String sessionId) {
    kept.deleteSession(sessionId);
  }

  @Override
  public void deleteParticipant(String sessionId, String participantId) {
    kept.deleteParticipant(sessionId, participantId);
  }

  void shut() {
    open.drainPermits();
  }

  void openAgain() {
    open.release(Integer.MAX_VALUE);
  }
}
