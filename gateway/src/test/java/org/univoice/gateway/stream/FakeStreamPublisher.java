package org.univoice.gateway.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.univoice.internal.v1.SessionRecord;

/** Keeps what is published; can be full. */
public final class FakeStreamPublisher implements StreamPublisher {
  private final List<SessionRecord> records = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean full;

  @Override
  public synchronized void publish(SessionRecord record) {
    records.add(record);
  }

  @Override
  public synchronized boolean writable() {
    return !full;
  }

  @Override
  public synchronized boolean flushed() {
    return !full;
  }

  @Override
  public void whenWritable(Runnable callback) {
    synchronized (this) {
      if (full) {
        waiting.add(callback);
        return;
      }
    }
    callback.run();
  }

  public synchronized void fill() {
    full = true;
  }

  public void drain() {
    List<Runnable> callbacks;
    synchronized (this) {
      full = false;
      callbacks = List.copyOf(waiting);
      waiting.clear();
    }
    callbacks.forEach(Runnable::run);
  }

  public synchronized List<SessionRecord> records() {
    return List.copyOf(records);
  }

  public synchronized List<SessionRecord.BodyCase> kinds() {
    return records.stream().map(SessionRecord::getBodyCase).toList();
  }

  /** One track's records, read through a getter, of one kind. */
  public <T> List<T> of(
      String track, SessionRecord.BodyCase kind, Function<SessionRecord, T> getter) {
    return records().stream()
        .filter(record -> record.getTrackId().equals(track) && record.getBodyCase() == kind)
        .map(getter)
        .toList();
  }
}
