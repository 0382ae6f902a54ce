package org.univoice.local.cli;

import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;

/** Starts the stack so that Ctrl-C ends it in order, also while it starts. */
final class StartedStack {
  private static volatile boolean jvmEnds;

  private StartedStack() {}

  static Stack start(StackConfig config, TerminalStackListener listener) {
    return Stack.start(config, listener, stack -> endWithJvm(stack, listener.terminal()));
  }

  private static void endWithJvm(Stack stack, Terminal terminal) {
    Ending ending = new Ending(terminal, stack::isClosed, stack::close);
    Runnable hook =
        () -> {
          jvmEnds = true;
          ending.run();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(hook, "end of the stack"));
  }

  /** Then whatever fails does so because it was ended, which is nothing to tell. */
  static boolean isJvmEnding() {
    return jvmEnds;
  }
}
