package org.univoice.gateway.analytics.postgresql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.univoice.gateway.analytics.AnalyticsRow;
import org.univoice.gateway.analytics.AnalyticsRow.OfError;
import org.univoice.gateway.analytics.AnalyticsRow.OfLatency;
import org.univoice.gateway.analytics.AnalyticsRow.OfSession;

/**
 * Rows as statements. What does not fit a column is cut, and NUL, which PostgreSQL refuses, left
 * out: one row must not stop all others.
 */
final class Rows {

  /** A session's end may be written more than once, and its beginning after it. */
  static final String SESSION =
      """
      INSERT INTO session_analytics (session_id, user_id, start_time, end_time, duration_ms,
        source_language, target_language, speaker_count, segment_count, avg_latency_ms,
        p95_latency_ms, error_count, audio_quality_avg)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (session_id) DO UPDATE SET end_time = EXCLUDED.end_time,
        duration_ms = EXCLUDED.duration_ms, source_language = EXCLUDED.source_language,
        target_language = EXCLUDED.target_language, speaker_count = EXCLUDED.speaker_count,
        segment_count = EXCLUDED.segment_count, avg_latency_ms = EXCLUDED.avg_latency_ms,
        p95_latency_ms = EXCLUDED.p95_latency_ms, error_count = EXCLUDED.error_count,
        audio_quality_avg = EXCLUDED.audio_quality_avg
      WHERE EXCLUDED.end_time IS NOT NULL
      """;

  static final String LATENCY =
      """
      INSERT INTO latency_metrics (session_id, segment_id, stt_latency_ms, translation_latency_ms,
        tts_latency_ms, total_latency_ms, "timestamp") VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  static final String ERROR =
      """
      INSERT INTO error_logs (session_id, service_name, error_type, error_message, "timestamp")
      VALUES (?, ?, ?, ?, ?)
      """;

  /** All that belongs to a user's sessions, in this order. */
  static final List<String> ERASURE =
      List.of(
          "DELETE FROM latency_metrics WHERE session_id IN"
              + " (SELECT session_id FROM session_analytics WHERE user_id = ?)",
          "DELETE FROM error_logs WHERE session_id IN"
              + " (SELECT session_id FROM session_analytics WHERE user_id = ?)",
          "DELETE FROM session_analytics WHERE user_id = ?");

  /** All that belongs to a session. */
  static final List<String> DELETION =
      List.of(
          "DELETE FROM latency_metrics WHERE session_id = ?",
          "DELETE FROM error_logs WHERE session_id = ?",
          "DELETE FROM session_analytics WHERE session_id = ?");

  private static final int ID = 64;
  private static final int LANGUAGE = 10;
  private static final int TYPE = 128;
  private static final int MESSAGE = 2_000;

  private Rows() {}

  static void add(
      AnalyticsRow row,
      PreparedStatement sessions,
      PreparedStatement latencies,
      PreparedStatement errors)
      throws SQLException {
    if (row instanceof OfSession session) {
      fill(sessions, session);
    } else if (row instanceof OfLatency latency) {
      fill(latencies, latency);
    } else if (row instanceof OfError error) {
      fill(errors, error);
    }
  }

  private static void fill(PreparedStatement into, OfSession row) throws SQLException {
    into.setString(1, cut(row.sessionId(), ID));
    into.setString(2, cut(row.userId(), ID));
    into.setObject(3, at(row.startTime()));
    into.setObject(4, row.endTime().map(Rows::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
    into.setObject(
        5,
        row.endTime().map(end -> Duration.between(row.startTime(), end).toMillis()).orElse(null),
        Types.BIGINT);
    into.setString(6, row.sourceLanguage().map(tag -> cut(tag, LANGUAGE)).orElse(null));
    into.setString(7, row.targetLanguage().map(tag -> cut(tag, LANGUAGE)).orElse(null));
    into.setInt(8, row.speakers());
    into.setInt(9, row.figures().totalSegments());
    into.setDouble(10, row.figures().averageLatencyMillis());
    into.setLong(11, row.figures().p95LatencyMillis());
    into.setInt(12, row.figures().errorCount());
    into.setDouble(13, row.figures().audioQualityAverage());
    into.addBatch();
  }

  private static void fill(PreparedStatement into, OfLatency row) throws SQLException {
    into.setString(1, cut(row.sessionId(), ID));
    into.setString(2, cut(row.segmentId(), ID));
    into.setLong(3, row.stages().recognition());
    into.setLong(4, row.stages().translation());
    into.setLong(5, row.stages().firstSpeech());
    into.setLong(6, row.stages().endToEnd());
    into.setObject(7, at(row.at()));
    into.addBatch();
  }

  private static void fill(PreparedStatement into, OfError row) throws SQLException {
    into.setString(1, cut(row.sessionId(), ID));
    into.setString(2, cut(row.service(), ID));
    into.setString(3, cut(row.type(), TYPE));
    into.setString(4, cut(row.message(), MESSAGE));
    into.setObject(5, at(row.at()));
    into.addBatch();
  }

  /** As it lies in the tables. */
  static String id(String id) {
    return cut(id, ID);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String cut(String text, int longest) {
    String clean = text.replace("\u0000", "");
    return clean.length() <= longest ? clean : clean.substring(0, longest);
  }
}
