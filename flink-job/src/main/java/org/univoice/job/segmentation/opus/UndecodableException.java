package org.univoice.job.segmentation.opus;

/** Bytes that are no Opus. */
public final class UndecodableException extends Exception {

  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message, null, false, false);
  }
}
