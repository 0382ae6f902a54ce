package org.univoice.local.cli;

import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.StackListener;

/** Starts the stack so that Ctrl-C ends it in order. */
final class StartedStack {
  private StartedStack() {}

  static Stack start(StackConfig config, StackListener listener) {
    Stack stack = Stack.start(config, listener);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end of the stack"));
    return stack;
  }
}
