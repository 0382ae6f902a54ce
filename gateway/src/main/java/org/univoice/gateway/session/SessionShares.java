package org.univoice.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;

/** Adds up what gateways have seen of a session. Pure: the same shares make the same session. */
final class SessionShares {
  /** A gateway that has said nothing for so long is gone: those that live say something sooner. */
  static final Duration GONE_AFTER = Duration.ofSeconds(90);

  private SessionShares() {}

  /**
   * The session's next state, with one gateway's share as it is now.
   *
   * @param over whether it is over everywhere, also for gateways that have not said so
   * @param languages what there is to say of them; kept as they are where empty
   */
  static StoredSession merge(
      StoredSession former,
      String gateway,
      SessionShare share,
      boolean over,
      LanguagePair languages) {
    Map<String, SessionShare> shares = new HashMap<>(former.shares());
    shares.put(gateway, share);
    Instant goneBefore = share.seenAt().minus(GONE_AFTER);
    List<SessionShare> lasting =
        shares.values().stream()
            .filter(one -> !over && one.leftAt().isEmpty() && one.seenAt().isAfter(goneBefore))
            .toList();
    SessionFigures figures = figures(shares.values());
    return new StoredSession(
        former.sessionId(),
        former.userId(),
        former.tenant(),
        status(lasting, figures),
        languages.source().isEmpty() ? former.sourceLanguage() : languages.source(),
        languages.target().isEmpty() ? former.targetLanguage() : languages.target(),
        speakers(shares.values()),
        former.startTime(),
        lasting.isEmpty() ? Optional.of(end(shares.values())) : Optional.empty(),
        former.settings(),
        figures,
        shares,
        former.version() + 1);
  }

  /** One of which nothing came but errors has failed. */
  private static SessionStatus status(List<SessionShare> lasting, SessionFigures figures) {
    if (lasting.isEmpty()) {
      boolean failed = figures.totalSegments() == 0 && figures.errorCount() > 0;
      return failed ? SessionStatus.ERROR : SessionStatus.ENDED;
    }
    return lasting.stream().allMatch(SessionShare::paused)
        ? SessionStatus.PAUSED
        : SessionStatus.ACTIVE;
  }

  private static Instant end(Collection<SessionShare> shares) {
    return shares.stream()
        .map(share -> share.leftAt().orElse(share.seenAt()))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static Map<String, SpeakerRecord> speakers(Collection<SessionShare> shares) {
    Map<String, SpeakerRecord> speakers = new HashMap<>();
    for (SessionShare share : shares) {
      share.speakers().forEach((id, speaker) -> speakers.merge(id, speaker, SessionShares::plus));
    }
    return speakers;
  }

  private static SpeakerRecord plus(SpeakerRecord one, SpeakerRecord other) {
    return new SpeakerRecord(
        one.speakerId(),
        one.voiceProfileId().isEmpty() ? other.voiceProfileId() : one.voiceProfileId(),
        one.joinedAt().isBefore(other.joinedAt()) ? one.joinedAt() : other.joinedAt(),
        one.utteranceCount() + other.utteranceCount(),
        one.totalSpeakingMillis() + other.totalSpeakingMillis());
  }

  private static SessionFigures figures(Collection<SessionShare> shares) {
    LatencyHistogram latencies =
        shares.stream()
            .map(SessionShare::latencies)
            .reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus);
    int reports = shares.stream().mapToInt(SessionShare::qualityReports).sum();
    double quality = shares.stream().mapToDouble(SessionShare::qualitySum).sum();
    return new SessionFigures(
        shares.stream().mapToInt(SessionShare::segments).sum(),
        latencies.averageMillis(),
        latencies.percentileMillis(0.50),
        latencies.percentileMillis(0.95),
        latencies.percentileMillis(0.99),
        shares.stream().mapToInt(SessionShare::errors).sum(),
        reports == 0 ? 0 : quality / reports);
  }
}
