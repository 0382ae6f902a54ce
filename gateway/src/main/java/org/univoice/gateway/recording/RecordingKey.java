package org.univoice.gateway.recording;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the recording of a session by the day on which the session began, UTC: all gateways name it
 * alike, and it can be found without asking anybody.
 */
public record RecordingKey(LocalDate day, String sessionId) {
  private static final Pattern ID = Pattern.compile("(\\d{8})-([0-9A-Za-z_-]{1,64})");

  static RecordingKey of(String sessionId, Instant sessionStarted) {
    return new RecordingKey(LocalDate.ofInstant(sessionStarted, ZoneOffset.UTC), sessionId);
  }

  /** Empty when it is the id of no recording. */
  public static Optional<RecordingKey> of(String recordingId) {
    Matcher id = ID.matcher(recordingId);
    if (!id.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(id.group(1), DateTimeFormatter.BASIC_ISO_DATE);
      return Optional.of(new RecordingKey(day, id.group(2)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  public String recordingId() {
    return day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + sessionId;
  }

  /** Where its files lie. */
  public String folder() {
    return "recordings/" + day.format(DateTimeFormatter.ofPattern("yyyy/MM/dd")) + "/" + sessionId;
  }
}
