package org.univoice.gateway.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Latency;
import org.univoice.gateway.delivery.DeliveryBody.Notice;
import org.univoice.gateway.delivery.DeliveryBody.Translation;

/**
 * Adds up what listeners of a session are told: each thing once, however many hear it and however
 * often it is delivered. Bounded. Safe for use by many threads.
 */
public final class SessionTally {
  private static final int MOST = 50_000;

  private final Set<String> segments = new HashSet<>();
  private final Set<String> measured = new HashSet<>();
  private final Set<String> failures = new HashSet<>();
  private final Set<String> speakers = new TreeSet<>();
  private final Set<String> spoken = new TreeSet<>();
  private final Set<String> heard = new TreeSet<>();
  private final List<Long> latencies = new ArrayList<>();

  /** Whether it is new. */
  public synchronized boolean add(Delivery delivery) {
    if (delivery.body() instanceof Caption caption && caption.isFinal()) {
      speakers.add(caption.segment().speaker());
      spoken.add(caption.language());
      return once(segments, caption.segment().id());
    }
    if (delivery.body() instanceof Translation translation) {
      heard.add(translation.language());
      return false;
    }
    if (delivery.body() instanceof Latency latency
        && once(measured, latency.segmentId() + ' ' + latency.language())) {
      latencies.add(latency.stages().endToEnd());
      return true;
    }
    return delivery.body() instanceof Notice notice
        && once(failures, notice.code() + ' ' + notice.segmentId());
  }

  private static boolean once(Set<String> seen, String what) {
    return seen.size() < MOST && seen.add(what);
  }

  public synchronized SessionFigures figures() {
    List<Long> sorted = latencies.stream().sorted().toList();
    double average = sorted.stream().mapToLong(Long::longValue).average().orElse(0);
    return new SessionFigures(
        segments.size(),
        average,
        rank(sorted, 0.50),
        rank(sorted, 0.95),
        rank(sorted, 0.99),
        failures.size(),
        0);
  }

  private static long rank(List<Long> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  public synchronized int speakers() {
    return speakers.size();
  }

  /** What was spoken, if only one language was. */
  public synchronized Optional<String> sourceLanguage() {
    return only(spoken);
  }

  /** What was translated into, if only one language was. */
  public synchronized Optional<String> targetLanguage() {
    return only(heard);
  }

  private static Optional<String> only(Set<String> languages) {
    return languages.size() == 1 ? languages.stream().findFirst() : Optional.empty();
  }

  public synchronized List<String> spoken() {
    return List.copyOf(spoken);
  }

  public synchronized List<String> heard() {
    return List.copyOf(heard);
  }
}
