package org.univoice.local.client;

/** Hears what a person wants to read while it happens. Called on many threads. */
public interface CaptionListener {

  /**
   * Words so far of something that is still being said; each replaces the one before. Empty:
   * nothing was said after all, and what was shown goes.
   */
  void partial(String listener, String text);

  /** What was said, as heard by the listener of this language. */
  void spoken(String listener, String speaker, String text);

  void translated(String language, String text);

  void notice(String listener, String message);

  /** How much of the recording has been sent. */
  void sent(long millis, long ofMillis);
}
