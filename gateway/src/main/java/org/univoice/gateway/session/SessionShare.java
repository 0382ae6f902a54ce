package org.univoice.gateway.session;

import java.time.Instant;
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
    int qualityReports) {
  public SessionShare {
    speakers = Map.copyOf(speakers);
  }
}
