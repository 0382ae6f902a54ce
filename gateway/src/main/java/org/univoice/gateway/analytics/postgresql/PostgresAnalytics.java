package org.univoice.gateway.analytics.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.univoice.gateway.analytics.AnalyticsRow;
import org.univoice.gateway.outbox.Outbox;

/**
 * Writes rows behind, in batches of one transaction each. The database may be away at any time,
 * also at the start: its tables are made or brought up to date before the first row.
 */
public final class PostgresAnalytics implements AutoCloseable {
  private static final int CAPACITY = 20_000;
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 2;
  private static final long CONNECT_MILLIS = 3_000;
  private static final int STATEMENT_SECONDS = 10;
  private static final Duration FLUSH = Duration.ofSeconds(3);

  private final HikariDataSource database;
  private final Outbox<AnalyticsRow> outbox;
  private boolean migrated;

  /**
   * @param url jdbc:postgresql://…; a secret where it holds a password
   */
  public PostgresAnalytics(String url, Optional<String> password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    password.ifPresent(config::setPassword);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    // Otherwise the gateway would not start without it.
    config.setInitializationFailTimeout(-1);
    config.setPoolName("analytics");
    config.addDataSourceProperty("connectTimeout", "3");
    config.addDataSourceProperty("socketTimeout", Integer.toString(STATEMENT_SECONDS));
    config.addDataSourceProperty("ApplicationName", "univoice-gateway");
    this.database = new HikariDataSource(config);
    this.outbox = new Outbox<>("analytics", CAPACITY, BATCH, this::deliver);
  }

  /** Never waits. */
  public void add(AnalyticsRow row) {
    outbox.add(row);
  }

  /**
   * Removes the sessions of a user with all rows that belong to them. Waits; throws when it could
   * not be done.
   */
  public void erase(String userId) {
    erase(Rows.ERASURE, userId);
  }

  /** The same of one session. */
  public void eraseSession(String sessionId) {
    erase(Rows.DELETION, sessionId);
  }

  private void erase(List<String> deletions, String id) {
    try {
      // What waits here would come after it otherwise.
      if (!outbox.flush(FLUSH)) {
        throw new IllegalStateException("rows still wait for the analytics database");
      }
      migrate();
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        for (String deletion : deletions) {
          try (PreparedStatement statement = connection.prepareStatement(deletion)) {
            statement.setString(1, Rows.id(id));
            statement.executeUpdate();
          }
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the analytics database does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized void migrate() {
    if (!migrated) {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/analytics")
          .table("analytics_schema_history")
          .load()
          .migrate();
      migrated = true;
    }
  }

  private List<AnalyticsRow> deliver(List<AnalyticsRow> rows) throws SQLException {
    migrate();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement sessions = connection.prepareStatement(Rows.SESSION);
          PreparedStatement latencies = connection.prepareStatement(Rows.LATENCY);
          PreparedStatement errors = connection.prepareStatement(Rows.ERROR)) {
        for (AnalyticsRow row : rows) {
          Rows.add(row, sessions, latencies, errors);
        }
        sessions.executeBatch();
        latencies.executeBatch();
        errors.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
    return List.of();
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
