package org.univoice.local.setup;

/** Hears how far something has come. Implementations are safe for use by many threads. */
public interface Progress {

  /** A step that takes a while begins. */
  void begins(String what);

  /**
   * @param what the file
   * @param done bytes so far
   * @param total bytes in all
   */
  void moves(String what, long done, long total);

  /** The file is complete. */
  void completes(String what, long total);
}
