package org.univoice.gateway.bus;

/** What came is nothing that a gateway of this version writes; to be left out. */
public final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** An event of another topic: nobody who listens here expects it. */
  public static UnreadableMessageException elsewhere() {
    return new UnreadableMessageException("it does not belong on this channel");
  }

  UnreadableMessageException(String why) {
    // Whoever sends many of them must not get more work done.
    super(why, null, false, false);
  }
}
