package org.univoice.local.stack;

import java.time.Duration;
import org.univoice.gateway.catalogue.Languages;

/** Hears how the stack is doing. Called on many threads. */
public interface StackListener {

  /** A part serves. */
  void started(String part, Duration took);

  /** Something a person should know, in one line. */
  void notice(String line);

  /** The models have said what they serve; an exception ends the start. */
  default void served(Languages languages) {}
}
