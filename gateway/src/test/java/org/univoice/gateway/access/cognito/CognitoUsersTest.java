package org.univoice.gateway.access.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.stream.kinesis.StandIn;

class CognitoUsersTest {
  private static final String PASSWORD = "Correct-horse-1";
  private static StandIn aws;
  private static UserPool pool;

  @BeforeAll
  static void start() throws Exception {
    aws = StandIn.start();
    pool = UserPool.create(aws.endpoint());
  }

  @AfterAll
  static void stop() {
    pool.close();
    aws.close();
  }

  @Test
  void shouldDeleteTheOneWhoseSubItIsAndNobodyElse() {
    pool.user("ana", PASSWORD, "User");
    pool.user("ben", PASSWORD, "User");
    CognitoUsers users = new CognitoUsers(pool.cognito, pool.id());

    users.delete(pool.sub("ana"));
    users.delete("nobody\" or sub ^= \"");

    assertThat(pool.has("ana")).isFalse();
    assertThat(pool.has("ben")).isTrue();
  }

  @Test
  void shouldChangeNothingWhenSomebodyIsGoneAlready() {
    pool.user("cat", PASSWORD, "User");
    String sub = pool.sub("cat");
    CognitoUsers users = new CognitoUsers(pool.cognito, pool.id());

    users.delete(sub);
    users.delete(sub);

    assertThat(pool.has("cat")).isFalse();
  }
}
