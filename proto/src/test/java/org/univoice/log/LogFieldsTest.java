package org.univoice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogFieldsTest {

  @Test
  void shouldLeaveTheFieldsOfOthersAsTheyWere() {
    MDC.put("sessionId", "outer");
    try {
      LogFields.ofSession("inner").and("model", "m").run(() -> {});
      assertThat(MDC.get("sessionId")).isEqualTo("outer");
      assertThat(MDC.get("model")).isNull();
    } finally {
      MDC.remove("sessionId");
    }
  }

  @Test
  void shouldRefuseAFieldWithoutAValue() {
    assertThatThrownBy(() -> LogFields.ofSession(null)).isInstanceOf(NullPointerException.class);
  }
}
