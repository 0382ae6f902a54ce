package org.univoice.job.call;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperatorFactory;

/** Makes a {@link KeyedCallOperator} with the task's mailbox. */
public final class KeyedCallOperatorFactory<IN, MEMORY, ANSWER, OUT>
    extends AbstractStreamOperatorFactory<OUT>
    implements OneInputStreamOperatorFactory<IN, OUT>, YieldingOperatorFactory<OUT> {

  private static final long serialVersionUID = 1L;

  private final KeyedCall<IN, MEMORY, ANSWER, OUT> call;
  private final TypeInformation<IN> inputType;
  private final TypeInformation<MEMORY> memoryType;
  private final CallPolicy policy;

  public KeyedCallOperatorFactory(
      KeyedCall<IN, MEMORY, ANSWER, OUT> call,
      TypeInformation<IN> inputType,
      TypeInformation<MEMORY> memoryType,
      CallPolicy policy) {
    this.call = call;
    this.inputType = inputType;
    this.memoryType = memoryType;
    this.policy = policy;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends StreamOperator<OUT>> T createStreamOperator(
      StreamOperatorParameters<OUT> parameters) {
    return (T)
        new KeyedCallOperator<>(
            parameters, call, inputType, memoryType, policy, getMailboxExecutor());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return KeyedCallOperator.class;
  }
}
