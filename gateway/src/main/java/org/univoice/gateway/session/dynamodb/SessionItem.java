package org.univoice.gateway.session.dynamodb;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.univoice.gateway.aws.Expiry;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.ItemWriter;
import org.univoice.gateway.aws.StoreTable;
import org.univoice.gateway.session.RecognitionWishes;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.SessionShare;
import org.univoice.gateway.session.SessionStatus;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A session as an item; times are milliseconds since the epoch. */
final class SessionItem {
  private SessionItem() {}

  static Map<String, AttributeValue> write(StoredSession session) {
    return new ItemWriter()
        .text("sessionId", session.sessionId())
        .text("userId", session.userId())
        .text("tenant", session.tenant())
        .text("status", session.status().name())
        .text("sourceLanguage", session.sourceLanguage())
        .text("targetLanguage", session.targetLanguage())
        .map(
            "speakers",
            session.speakers(),
            (item, speaker) -> item.map(speaker.getKey(), SpeakerItem.write(speaker.getValue())))
        .time("startTime", session.startTime())
        .time("endTime", session.endTime())
        .map("configuration", write(session.settings()))
        .map("metrics", write(session.figures()))
        .map(
            "shares",
            session.shares(),
            (item, share) -> item.map(share.getKey(), ShareItem.write(share.getValue())))
        .number("version", session.version())
        .number(StoreTable.TTL, Expiry.after(keptFrom(session), Expiry.OF_SESSIONS))
        .attributes();
  }

  /**
   * The end; of one that lasts when it was last seen, so that one whose gateway vanished ends, too.
   */
  static Instant keptFrom(StoredSession session) {
    return session
        .endTime()
        .orElseGet(
            () ->
                Stream.concat(
                        Stream.of(session.startTime()),
                        session.shares().values().stream().map(SessionShare::seenAt))
                    .max(Instant::compareTo)
                    .orElseThrow());
  }

  private static ItemWriter write(SessionSettings settings) {
    ItemWriter item =
        new ItemWriter()
            .flag("enableRecording", settings.recording())
            .flag("enableDiarization", settings.diarization())
            .number("maxSpeakers", settings.maxSpeakers())
            .number("maxLatency", settings.maxLatencyMillis())
            .text("qualityMode", settings.qualityMode().name().toLowerCase(Locale.ROOT));
    settings.glossary().ifPresent(name -> item.text("customTerminology", name));
    RecognitionWishes wishes = settings.recognition();
    if (!wishes.equals(RecognitionWishes.NONE)) {
      item.text("customVocabulary", String.join("\n", wishes.vocabulary()))
          .flag("maskProfanity", wishes.masksProfanity())
          .flag("redactPersonalData", wishes.redactsPersonalData());
    }
    return item;
  }

  private static ItemWriter write(SessionFigures figures) {
    return new ItemWriter()
        .number("totalSegments", figures.totalSegments())
        .number("averageLatency", figures.averageLatencyMillis())
        .number("p50Latency", figures.p50LatencyMillis())
        .number("p95Latency", figures.p95LatencyMillis())
        .number("p99Latency", figures.p99LatencyMillis())
        .number("errorCount", figures.errorCount())
        .number("audioQualityAverage", figures.audioQualityAverage());
  }

  static StoredSession read(Map<String, AttributeValue> attributes) {
    ItemReader item = new ItemReader(attributes);
    Map<String, SpeakerRecord> speakers =
        item.map("speakers", (inner, id) -> SpeakerItem.read(inner.map(id), id));
    Map<String, SessionShare> shares =
        item.map("shares", (inner, id) -> ShareItem.read(inner.map(id)));
    return new StoredSession(
        item.text("sessionId"),
        item.text("userId"),
        item.text("tenant"),
        SessionStatus.valueOf(item.text("status")),
        item.text("sourceLanguage"),
        item.text("targetLanguage"),
        speakers,
        item.time("startTime"),
        item.timeIfThere("endTime"),
        settings(item.map("configuration")),
        figures(item.map("metrics")),
        shares,
        item.number("version"));
  }

  private static SessionSettings settings(ItemReader item) {
    return new SessionSettings(
        item.flag("enableRecording"),
        item.flag("enableDiarization"),
        (int) item.number("maxSpeakers"),
        item.number("maxLatency"),
        QualityMode.valueOf(item.text("qualityMode").toUpperCase(Locale.ROOT)),
        Optional.of(item.text("customTerminology")).filter(name -> !name.isEmpty()),
        new RecognitionWishes(
            item.text("customVocabulary").lines().toList(),
            item.flag("maskProfanity"),
            item.flag("redactPersonalData")));
  }

  private static SessionFigures figures(ItemReader item) {
    return new SessionFigures(
        (int) item.number("totalSegments"),
        item.decimal("averageLatency"),
        item.number("p50Latency"),
        item.number("p95Latency"),
        item.number("p99Latency"),
        (int) item.number("errorCount"),
        item.decimal("audioQualityAverage"));
  }
}
