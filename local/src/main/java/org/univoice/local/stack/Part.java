package org.univoice.local.stack;

import java.io.IOException;

/** A process of the stack: how it is started, and when it is ready. */
interface Part {
  /** For people. */
  String name();

  GuardedProcess start() throws IOException;

  /** Blocks until the process serves; throws FailedException when it never will. */
  void awaitReady(GuardedProcess process);
}
