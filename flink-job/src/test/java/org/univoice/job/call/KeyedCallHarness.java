package org.univoice.job.call;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A keyed call on RocksDB with string inputs "key:text", whose mailbox the test turns. */
final class KeyedCallHarness implements AutoCloseable {

  static final int MAX_PARALLELISM = 16;

  final KeyedOneInputStreamOperatorTestHarness<String, String, String> flink;
  private long checkpoint;

  KeyedCallHarness(KeyedCall<String, String, String, String> call, CallPolicy policy)
      throws Exception {
    this(call, policy, 1, 0);
  }

  KeyedCallHarness(
      KeyedCall<String, String, String, String> call,
      CallPolicy policy,
      int parallelism,
      int subtask)
      throws Exception {
    flink =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedCallOperatorFactory<>(call, Types.STRING, Types.STRING, policy),
            KeyedCallHarness::key,
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            subtask);
    flink.setStateBackend(new EmbeddedRocksDBStateBackend());
  }

  static String key(String input) {
    return input.substring(0, input.indexOf(':'));
  }

  KeyedCallHarness open() throws Exception {
    flink.open();
    turn();
    return this;
  }

  KeyedCallHarness openWith(OperatorSubtaskState saved) throws Exception {
    flink.initializeState(saved);
    return open();
  }

  void send(String input, long timestampMillis) throws Exception {
    flink.processElement(input, timestampMillis);
  }

  OperatorSubtaskState snapshot() throws Exception {
    checkpoint++;
    return flink.snapshot(checkpoint, checkpoint);
  }

  /** Runs what has been handed to the mailbox. */
  void turn() throws Exception {
    while (flink.getTaskMailbox().hasMail()) {
      flink.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }
  }

  /** Lets processing time pass. */
  void pass(long millis) throws Exception {
    flink.setProcessingTime(flink.getProcessingTime() + millis);
    turn();
  }

  List<String> outputs() {
    return flink.extractOutputValues();
  }

  /** How many keys have state of a name. */
  long keysWith(String state) {
    return ((AbstractStreamOperator<?>) flink.getOperator())
        .<String>getKeyedStateBackend()
        .getKeys(state, VoidNamespace.INSTANCE)
        .count();
  }

  /** How many inputs have no call under way. */
  int waiting() {
    return ((KeyedCallOperator<?, ?, ?, ?>) flink.getOperator()).waiting();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
