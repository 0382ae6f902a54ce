package org.univoice.gateway.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;

/**
 * What one gateway has seen of a session: each gateway that holds participants writes its own, as a
 * whole, so that writing it once more changes nothing.
 *
 * @param seenAt when this was so
 * @param leftAt when nobody was left there; empty while somebody is
 * @param paused whether everybody who speaks there pauses
 * @param speakers who was heard on microphones of that gateway, by speaker id
 * @param segments what was said on microphones of that gateway
 * @param latencies of translations that were delivered there
 * @param errors that listeners there were told
 * @param qualitySum of the audio quality of each of {@code qualityReports}
 * @param names what those call themselves who were held there and have a name, by participant id
 */
public record SessionShare(
    Instant seenAt,
    Optional<Instant> leftAt,
    boolean paused,
    Map<String, SpeakerRecord> speakers,
    int segments,
    LatencyHistogram latencies,
    int errors,
    double qualitySum,
    int qualityReports,
    Map<String, String> names) {
  public SessionShare {
    speakers = Map.copyOf(speakers);
    // Kept before there were any.
    names = names == null ? Map.of() : Map.copyOf(names);
  }

  /** The same without the name of somebody. */
  SessionShare withoutName(String participantId) {
    Map<String, String> others = new HashMap<>(names);
    others.remove(participantId);
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
        others);
  }
}
