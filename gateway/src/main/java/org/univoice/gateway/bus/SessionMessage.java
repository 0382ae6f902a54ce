package org.univoice.gateway.bus;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An event on its way to other gateways: {@code {"version":1,"from":"…","event":{"type":"ended"}}}.
 *
 * @param version of what is written; one that means something else gets another number
 * @param from the gateway that tells
 */
public record SessionMessage(int version, String from, SessionEvent event) {
  public static final int VERSION = 1;

  /** A segment of a minute's speech is a few kilobytes. */
  static final int LONGEST = 64 * 1024;

  /** A gateway that is newer may write more fields, and takes what lacks those. */
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  public SessionMessage {
    requireNonNull(from);
    requireNonNull(event);
  }

  public static String write(String from, SessionEvent event) {
    try {
      return JSON.writeValueAsString(new SessionMessage(VERSION, from, event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written down", e);
    }
  }

  /**
   * @throws UnreadableMessageException when it is not what a gateway of this version writes
   */
  public static SessionMessage read(String text) throws UnreadableMessageException {
    if (text.length() > LONGEST) {
      throw new UnreadableMessageException("it has " + text.length() + " characters");
    }
    SessionMessage message;
    try {
      message = JSON.readValue(text, SessionMessage.class);
    } catch (JsonProcessingException e) {
      // Its own words quote the message, which may hold what somebody said.
      throw new UnreadableMessageException("it is no event that this gateway knows");
    }
    if (message == null || message.version() != VERSION) {
      throw new UnreadableMessageException("its version is not " + VERSION);
    }
    return message;
  }
}
