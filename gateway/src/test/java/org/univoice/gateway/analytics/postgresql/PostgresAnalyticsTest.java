package org.univoice.gateway.analytics.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.analytics.AnalyticsRow.OfError;
import org.univoice.gateway.analytics.AnalyticsRow.OfLatency;
import org.univoice.gateway.analytics.AnalyticsRow.OfSession;
import org.univoice.gateway.delivery.DeliveryBody.Stages;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.testing.PostgresServer;

class PostgresAnalyticsTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private PostgresServer server;

  @BeforeEach
  void start() {
    server = PostgresServer.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void shouldKeepSessionsLatenciesAndErrors() throws Exception {
    try (PostgresAnalytics analytics = analytics()) {
      analytics.add(session(Optional.empty(), SessionFigures.NONE));
      analytics.add(new OfLatency("s1", "t1:0", new Stages(1, 120, 80, 300, 5, 1_234), START));
      analytics.add(new OfError("s1", "flink-job", "TTS_SERVICE_ERROR", "No speech.", START));
      analytics.add(
          session(
              Optional.of(START.plusSeconds(90)),
              new SessionFigures(12, 1234.5, 1_100, 1_900, 2_300, 1, 0.87)));
    }
    assertThat(row("SELECT duration_ms, segment_count, avg_latency_ms FROM session_analytics"))
        .isEqualTo("90000 12 1234.50");
    assertThat(row("SELECT stt_latency_ms, tts_latency_ms, total_latency_ms FROM latency_metrics"))
        .isEqualTo("120 300 1234");
    assertThat(row("SELECT error_type, error_message, service_name FROM error_logs"))
        .isEqualTo("TTS_SERVICE_ERROR No speech. flink-job");
  }

  @Test
  void shouldWriteBehindWhatHappenedWhileTheDatabaseWasAway() throws Exception {
    server.goAway();
    try (PostgresAnalytics analytics = analytics()) {
      analytics.add(session(Optional.empty(), SessionFigures.NONE));
      Thread.sleep(500);
      server.comeBack();
      eventually("SELECT count(*), 0, 0 FROM session_analytics", "1 0 0");
      server.goAway();
      analytics.add(new OfError("s1", "flink-job", "TIMEOUT", "Too late.", START));
      Thread.sleep(500);
      server.comeBack();
      eventually("SELECT count(*), 0, 0 FROM error_logs", "1 0 0");
    }
  }

  @Test
  void shouldNotLetARowThatIsTooLongStopTheOthers() throws Exception {
    try (PostgresAnalytics analytics = analytics()) {
      analytics.add(new OfError("s".repeat(200), "f".repeat(200), "E".repeat(200), "x", START));
      analytics.add(new OfError("s2", "flink-job", "TIMEOUT", "nul \u0000 in it", START));
    }
    assertThat(row("SELECT count(*), 0, 0 FROM error_logs")).isEqualTo("2 0 0");
  }

  @Test
  void shouldForgetAUserWithAllThatBelongsToTheirSessionsAndNobodyElse() throws Exception {
    try (PostgresAnalytics analytics = analytics()) {
      analytics.add(session(Optional.empty(), SessionFigures.NONE));
      analytics.add(new OfLatency("s1", "t1:0", new Stages(1, 120, 80, 300, 5, 1_234), START));
      analytics.add(new OfError("s1", "flink-job", "TTS_SERVICE_ERROR", "No speech.", START));
      analytics.add(
          new OfSession(
              "s2",
              "bob",
              START,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              1,
              SessionFigures.NONE));
      analytics.add(new OfLatency("s2", "t2:0", new Stages(1, 120, 80, 300, 5, 1_234), START));

      analytics.erase("ann");
      analytics.erase("ann");
    }
    assertThat(row("SELECT count(*), min(user_id), min(session_id) FROM session_analytics"))
        .isEqualTo("1 bob s2");
    assertThat(row("SELECT count(*), min(session_id), 0 FROM latency_metrics")).isEqualTo("1 s2 0");
    assertThat(row("SELECT count(*), 0, 0 FROM error_logs")).isEqualTo("0 0 0");
  }

  @Test
  void shouldForgetASessionWithAllThatBelongsToItAndNoOther() throws Exception {
    try (PostgresAnalytics analytics = analytics()) {
      analytics.add(session(Optional.empty(), SessionFigures.NONE));
      analytics.add(new OfLatency("s1", "t1:0", new Stages(1, 120, 80, 300, 5, 1_234), START));
      analytics.add(new OfError("s1", "flink-job", "TTS_SERVICE_ERROR", "No speech.", START));
      analytics.add(new OfLatency("s2", "t2:0", new Stages(1, 120, 80, 300, 5, 1_234), START));
      analytics.eraseSession("s1");
      analytics.eraseSession("s1");
    }
    assertThat(row("SELECT count(*), 0, 0 FROM session_analytics")).isEqualTo("0 0 0");
    assertThat(row("SELECT count(*), min(session_id), 0 FROM latency_metrics")).isEqualTo("1 s2 0");
    assertThat(row("SELECT count(*), 0, 0 FROM error_logs")).isEqualTo("0 0 0");
  }

  @Test
  void shouldNotSayThatAUserIsForgottenWhileTheDatabaseIsAway() throws Exception {
    server.goAway();
    try (PostgresAnalytics analytics = analytics()) {
      analytics.add(session(Optional.empty(), SessionFigures.NONE));
      assertThatThrownBy(() -> analytics.erase("ann")).hasMessageContaining("still wait");
      assertThatThrownBy(() -> analytics.eraseSession("s1")).hasMessageContaining("still wait");
      server.comeBack();
      eventually("SELECT count(*), 0, 0 FROM session_analytics", "1 0 0");
      analytics.erase("ann");
    }
    assertThat(row("SELECT count(*), 0, 0 FROM session_analytics")).isEqualTo("0 0 0");
  }

  private PostgresAnalytics analytics() {
    return new PostgresAnalytics(server.url(), Optional.empty());
  }

  private static OfSession session(Optional<Instant> end, SessionFigures figures) {
    return new OfSession("s1", "ann", START, end, Optional.of("en"), Optional.empty(), 2, figures);
  }

  private void eventually(String query, String expected) throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        if (row(query).equals(expected)) {
          return;
        }
      } catch (SQLException e) {
        // No table yet.
      }
      Thread.sleep(50);
    }
    assertThat(row(query)).isEqualTo(expected);
  }

  private String row(String query) throws SQLException {
    try (Connection connection = server.connect();
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3);
    }
  }
}
