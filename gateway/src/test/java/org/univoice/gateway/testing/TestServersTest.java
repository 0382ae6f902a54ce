package org.univoice.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestServersTest {

  @Test
  void shouldStartARedisThatGoesAwayAndComesBackEmpty() {
    try (RedisServer server = RedisServer.start("secret");
        RedisClient client = RedisClient.create(RedisURI.create(server.uri()))) {
      var redis = client.connect().sync();
      redis.set("key", "value");
      assertThat(redis.get("key")).isEqualTo("value");
      server.goAway();
      server.comeBack();
      assertThat(redis.get("key")).isNull();
    }
  }

  @Test
  void shouldStartAPostgresThatGoesAwayAndComesBackWithItsData() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE words (word TEXT)");
        statement.execute("INSERT INTO words VALUES ('olá')");
      }
      server.goAway();
      assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
      server.comeBack();
      try (Connection connection = server.connect();
          ResultSet rows = connection.createStatement().executeQuery("SELECT word FROM words")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("olá");
      }
    }
  }
}
