package org.univoice.job.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the delivery stage remembers of a session, besides the deliveries themselves.
 *
 * @param openedMillis when the session's first participant opened: the zero of its sequences
 * @param lastSequence the sequence given last
 * @param nextPlace place of the next held item
 * @param noticed news told by notices, "code/language" or "code/language/track", at the same index
 *     as when
 */
public record DeliveryMemory(
    long openedMillis,
    long lastSequence,
    long nextPlace,
    Listener[] listeners,
    SegmentGate[] gates,
    TrackEnd[] ends,
    String[] noticed,
    long[] noticedMillis,
    long timerMillis) {

  static DeliveryMemory opened(long nowMillis) {
    return new DeliveryMemory(
        nowMillis,
        0,
        0,
        new Listener[0],
        new SegmentGate[0],
        new TrackEnd[0],
        new String[0],
        new long[0],
        0);
  }

  /** A hybrid clock: grows always, and never falls behind the wall clock after a restore. */
  DeliveryMemory nextSequence(long nowMillis) {
    long next = Math.max(lastSequence + 1, nowMillis - openedMillis);
    return new DeliveryMemory(
        openedMillis, next, nextPlace, listeners, gates, ends, noticed, noticedMillis, timerMillis);
  }

  DeliveryMemory nextPlaceTaken() {
    return new DeliveryMemory(
        openedMillis,
        lastSequence,
        nextPlace + 1,
        listeners,
        gates,
        ends,
        noticed,
        noticedMillis,
        timerMillis);
  }

  Listener listener(String track) {
    return Arrays.stream(listeners).filter(l -> l.track().equals(track)).findFirst().orElse(null);
  }

  DeliveryMemory with(Listener listener) {
    List<Listener> all = new ArrayList<>(Arrays.asList(listeners));
    int at = indexOf(listener.track());
    if (at < 0) {
      all.add(listener);
    } else {
      all.set(at, listener);
    }
    return withListeners(all);
  }

  /** Nothing is sent there any more; what its track said last may still be on its way to others. */
  DeliveryMemory without(String track) {
    List<Listener> others = new ArrayList<>(Arrays.asList(listeners));
    others.removeIf(l -> l.track().equals(track));
    TrackEnd end = end(track);
    DeliveryMemory after = withListeners(others);
    return end.isComplete() ? after.without(end) : after;
  }

  SegmentGate gate(String segmentId, long nowMillis) {
    return Arrays.stream(gates)
        .filter(g -> g.segmentId().equals(segmentId))
        .findFirst()
        .orElse(SegmentGate.of(segmentId, nowMillis));
  }

  DeliveryMemory with(SegmentGate gate) {
    List<SegmentGate> all = new ArrayList<>(Arrays.asList(gates));
    all.removeIf(g -> g.segmentId().equals(gate.segmentId()));
    all.add(gate);
    return withGates(all);
  }

  /**
   * With the gates that were heard of last, and those that hold something. Not by time: after a
   * long standstill what is made again still finds its verdict.
   */
  DeliveryMemory withNewestGates(int count) {
    List<SegmentGate> all = new ArrayList<>(Arrays.asList(gates));
    List<SegmentGate> oldest = all.subList(0, Math.max(0, all.size() - count));
    oldest.removeIf(g -> g.held().length == 0);
    return withGates(all);
  }

  TrackEnd end(String track) {
    return Arrays.stream(ends)
        .filter(e -> e.track().equals(track))
        .findFirst()
        .orElse(TrackEnd.of(track));
  }

  DeliveryMemory with(TrackEnd end) {
    List<TrackEnd> all = others(end);
    all.add(end);
    return withEnds(all);
  }

  DeliveryMemory without(TrackEnd end) {
    return withEnds(others(end));
  }

  private List<TrackEnd> others(TrackEnd end) {
    List<TrackEnd> others = new ArrayList<>(Arrays.asList(ends));
    others.removeIf(e -> e.track().equals(end.track()));
    return others;
  }

  private DeliveryMemory withEnds(List<TrackEnd> all) {
    return new DeliveryMemory(
        openedMillis,
        lastSequence,
        nextPlace,
        listeners,
        gates,
        all.toArray(new TrackEnd[0]),
        noticed,
        noticedMillis,
        timerMillis);
  }

  boolean wasNoticedSince(String news, long millis) {
    int at = Arrays.asList(noticed).indexOf(news);
    return at >= 0 && noticedMillis[at] >= millis;
  }

  /** And without the news that were told before a time, which nobody asks for any more. */
  DeliveryMemory withNotice(String news, long nowMillis, long sinceMillis) {
    List<String> told = new ArrayList<>();
    List<Long> when = new ArrayList<>();
    for (int i = 0; i < noticed.length; i++) {
      if (noticedMillis[i] >= sinceMillis && !noticed[i].equals(news)) {
        told.add(noticed[i]);
        when.add(noticedMillis[i]);
      }
    }
    told.add(news);
    when.add(nowMillis);
    return new DeliveryMemory(
        openedMillis,
        lastSequence,
        nextPlace,
        listeners,
        gates,
        ends,
        told.toArray(new String[0]),
        when.stream().mapToLong(Long::longValue).toArray(),
        timerMillis);
  }

  DeliveryMemory withTimer(long millis) {
    return new DeliveryMemory(
        openedMillis,
        lastSequence,
        nextPlace,
        listeners,
        gates,
        ends,
        noticed,
        noticedMillis,
        millis);
  }

  private int indexOf(String track) {
    for (int i = 0; i < listeners.length; i++) {
      if (listeners[i].track().equals(track)) {
        return i;
      }
    }
    return -1;
  }

  private DeliveryMemory withListeners(List<Listener> all) {
    return new DeliveryMemory(
        openedMillis,
        lastSequence,
        nextPlace,
        all.toArray(new Listener[0]),
        gates,
        ends,
        noticed,
        noticedMillis,
        timerMillis);
  }

  private DeliveryMemory withGates(List<SegmentGate> all) {
    return new DeliveryMemory(
        openedMillis,
        lastSequence,
        nextPlace,
        listeners,
        all.toArray(new SegmentGate[0]),
        ends,
        noticed,
        noticedMillis,
        timerMillis);
  }
}
