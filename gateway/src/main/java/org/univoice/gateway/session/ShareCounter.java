package org.univoice.gateway.session;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.audio.QualityMeter;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Latency;
import org.univoice.gateway.delivery.DeliveryBody.Notice;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;

/**
 * Counts what one gateway sees of one session. Each listener has copies of its own of what is
 * delivered, and a restarted job sends some of it again: everything is counted once. What is said
 * is counted by the gateway that has the microphone, so that gateways add up. Safe for use by many
 * threads.
 */
final class ShareCounter {
  /** More than a restarted job makes anew. */
  private static final int REMEMBERED = 2_048;

  /** Codes of what went wrong end so; other notices are advice. */
  private static final String ERROR = "_ERROR";

  /** With the longest names 170 KB; an item of DynamoDB holds 400. */
  private static final int MOST_NAMES = 500;

  private final Map<String, String> names = new HashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Set<String> tracks = new HashSet<>();
  private final Map<String, SpeakerRecord> speakers = new HashMap<>();
  private final Map<String, QualityMeter> meters = new HashMap<>();
  private final Set<String> counted = Collections.newSetFromMap(BoundedMap.ofLatest(REMEMBERED));
  private LatencyHistogram latencies = LatencyHistogram.EMPTY;
  private int segments;
  private int errors;
  private double qualitySum;
  private int qualityReports;

  /**
   * @param name what it calls itself; empty for nothing
   */
  synchronized void joined(String participantId, String name) {
    tracks.add(participantId);
    name(participantId, name);
  }

  /**
   * Somebody is called otherwise from now on.
   *
   * @return whether that was not known
   */
  synchronized boolean renamed(String participantId, String name) {
    return tracks.contains(participantId) && name(participantId, name);
  }

  private boolean name(String participantId, String name) {
    boolean fits = names.size() < MOST_NAMES || names.containsKey(participantId);
    return !name.isBlank()
        && fits
        && !forgotten.contains(participantId)
        && !name.equals(names.put(participantId, name));
  }

  /**
   * What these call themselves is not kept any more.
   *
   * @return whether it was
   */
  synchronized boolean forget(List<String> participantIds) {
    participantIds.stream().filter(tracks::contains).forEach(forgotten::add);
    return names.keySet().removeAll(participantIds);
  }

  /** One frame of a microphone: 16 kHz mono PCM. */
  synchronized boolean heard(String participantId, ByteBuffer pcm) {
    QualityMeter meter = meters.computeIfAbsent(participantId, id -> new QualityMeter());
    meter.add(pcm);
    if (!meter.hasEnough()) {
      return false;
    }
    report(meter.take());
    return true;
  }

  private void report(QualityReport report) {
    qualitySum += report.score();
    qualityReports++;
  }

  /** The microphone says no more. */
  synchronized void left(String participantId) {
    QualityMeter meter = meters.remove(participantId);
    if (meter != null && meter.hasEnoughAtTheEnd()) {
      report(meter.take());
    }
  }

  /** Whether this was news. */
  synchronized boolean delivered(DeliveryBody body, Instant now) {
    if (body instanceof Caption caption && caption.isFinal()) {
      Segment segment = caption.segment();
      if (!tracks.contains(segment.track()) || !counted.add("said " + segment.id())) {
        return false;
      }
      said(segment, now);
      return true;
    }
    if (body instanceof Latency latency
        && counted.add("heard " + latency.segmentId() + " " + latency.language())) {
      latencies = latencies.with(latency.stages().endToEnd());
      return true;
    }
    if (body instanceof Notice notice
        && notice.code().endsWith(ERROR)
        && counted.add("failed " + notice.code() + " " + notice.segmentId())) {
      errors++;
      return true;
    }
    return false;
  }

  private void said(Segment segment, Instant now) {
    segments++;
    long millis = Math.max(0, segment.endMillis() - segment.startMillis());
    SpeakerRecord first = new SpeakerRecord(segment.speaker(), "", now.minusMillis(millis), 0, 0);
    SpeakerRecord known = speakers.getOrDefault(segment.speaker(), first);
    speakers.put(
        segment.speaker(),
        new SpeakerRecord(
            known.speakerId(),
            segment.voiceProfileId().isEmpty() ? known.voiceProfileId() : segment.voiceProfileId(),
            known.joinedAt(),
            known.utteranceCount() + 1,
            known.totalSpeakingMillis() + millis));
  }

  synchronized SessionShare share(Instant seenAt, Optional<Instant> leftAt, boolean paused) {
    return new SessionShare(
        seenAt,
        leftAt,
        paused,
        speakers,
        segments,
        latencies,
        errors,
        qualitySum,
        qualityReports,
        names);
  }
}
