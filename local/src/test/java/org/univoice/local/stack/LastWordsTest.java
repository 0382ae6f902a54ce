package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {

  @Test
  void shouldShowAPersonWhatAJsonLineSaysRatherThanTheLine() {
    assertThat(LastWords.of(List.of("{\"level\":\"INFO\",\"message\":\"The job runs\"}")))
        .isEqualTo("The job runs");
    assertThat(
            LastWords.of(
                List.of(
                    "{\"message\":\"The job has failed\","
                        + "\"stackTrace\":\"java.lang.Error: no room\\n\\tat a.b.C\"}")))
        .isEqualTo("The job has failed: java.lang.Error: no room");
  }

  @Test
  void shouldPreferAnErrorToWhatCameAfterIt() {
    assertThat(LastWords.of(List.of("error: the port is taken", "{\"message\":\"Stopping\"}")))
        .isEqualTo("error: the port is taken");
    assertThat(
            LastWords.of(
                List.of(
                    "{\"level\":\"ERROR\",\"message\":\"The job has failed\"}",
                    "{\"level\":\"INFO\",\"message\":\"Stopped BLOB server\"}")))
        .isEqualTo("The job has failed");
  }

  @Test
  void shouldShowALineThatIsNoJsonAsItIs() {
    assertThat(LastWords.of(List.of("{\"message\":\"one\"}", "{cut", "}"))).isEqualTo("{cut");
    assertThat(LastWords.of(List.of())).isEqualTo("it said nothing");
  }
}
