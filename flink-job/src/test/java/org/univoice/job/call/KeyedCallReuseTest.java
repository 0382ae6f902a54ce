package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ValueTypeInfo;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;

/** Where objects are reused, an input may change as soon as it has been handed over. */
class KeyedCallReuseTest {

  private static final FakeModel<String> MODEL = new FakeModel<>("model");

  private static final class Echo implements KeyedCall<StringValue, String, String, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public Plan<String, String, String> plan(StringValue input, String memory, CallLoad load) {
      return new Ask<>(MODEL.call(input.getValue()));
    }

    @Override
    public Settled<String, String> onAnswer(
        StringValue input, String memory, String answer, int index) {
      return new Settled<>(memory, List.of(input.getValue()));
    }

    @Override
    public Settled<String, String> onEnd(StringValue input, String memory, CallEnd end) {
      return new Settled<>(memory, List.of());
    }
  }

  @Test
  void shouldKeepInputsAsTheyWereWhenObjectsAreReused() throws Exception {
    var policy = CallPolicy.withTimeout(Duration.ofSeconds(1));
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, StringValue, String>(
            new KeyedCallOperatorFactory<>(
                new Echo(), ValueTypeInfo.STRING_VALUE_TYPE_INFO, Types.STRING, policy),
            input -> "key",
            Types.STRING)) {
      harness.getExecutionConfig().enableObjectReuse();
      harness.setStateBackend(new HashMapStateBackend());
      harness.open();
      StringValue reused = new StringValue("one");
      harness.processElement(reused, 1);
      reused.setValue("two");
      harness.processElement(reused, 2);
      reused.setValue("three");

      for (int i = 0; i < 2; i++) {
        MODEL.attempt(i).answers("").completes();
        while (harness.getTaskMailbox().hasMail()) {
          harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
        }
      }
      assertThat(MODEL.requests()).containsExactly("one", "two");
      assertThat(harness.extractOutputValues()).containsExactly("one", "two");
    }
  }
}
