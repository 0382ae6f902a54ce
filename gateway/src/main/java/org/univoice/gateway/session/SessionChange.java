package org.univoice.gateway.session;

import java.util.Optional;
import java.util.regex.Pattern;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionSettings.QualityMode;

/**
 * What a session's owner chooses, at its beginning or while it runs; what is empty stays as it is.
 *
 * @param glossary present and blank: none any more
 */
public record SessionChange(
    Optional<String> sourceLanguage,
    Optional<String> targetLanguage,
    Optional<Boolean> recording,
    Optional<Boolean> diarization,
    Optional<Integer> maxSpeakers,
    Optional<Long> maxLatencyMillis,
    Optional<QualityMode> qualityMode,
    Optional<String> glossary,
    RecognitionChange recognition) {
  public static final int MOST_SPEAKERS = 10;
  public static final long SHORTEST_LATENCY_MILLIS = 100;
  public static final long LONGEST_LATENCY_MILLIS = 60_000;
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final int LONGEST_TAG = 35;
  private static final int LONGEST_GLOSSARY = 100;

  public SessionChange {
    sourceLanguage.ifPresent(tag -> requireTag("sourceLanguage", tag));
    targetLanguage.ifPresent(tag -> requireTag("targetLanguage", tag));
    maxSpeakers.ifPresent(count -> requireRange("maxSpeakers", count, 1, MOST_SPEAKERS));
    maxLatencyMillis.ifPresent(
        millis ->
            requireRange("maxLatency", millis, SHORTEST_LATENCY_MILLIS, LONGEST_LATENCY_MILLIS));
    if (glossary.isPresent() && glossary.get().length() > LONGEST_GLOSSARY) {
      throw invalid(
          "customTerminology",
          "'customTerminology' is too long.",
          "Send at most " + LONGEST_GLOSSARY + " characters.");
    }
  }

  /** What the owner will have chosen then. */
  StoredSession applyTo(StoredSession former) {
    return former.with(
        sourceLanguage.orElse(former.sourceLanguage()),
        targetLanguage.orElse(former.targetLanguage()),
        applyTo(former.settings()));
  }

  SessionSettings applyTo(SessionSettings former) {
    return new SessionSettings(
        recording.orElse(former.recording()),
        diarization.orElse(former.diarization()),
        maxSpeakers.orElse(former.maxSpeakers()),
        maxLatencyMillis.orElse(former.maxLatencyMillis()),
        qualityMode.orElse(former.qualityMode()),
        glossary.isPresent() ? glossary.filter(name -> !name.isBlank()) : former.glossary(),
        recognition.applyTo(former.recognition()));
  }

  static boolean isTag(String text) {
    return text.length() <= LONGEST_TAG && TAG.matcher(text).matches();
  }

  private static void requireTag(String field, String tag) {
    if (!isTag(tag)) {
      throw invalid(
          field, "'" + field + "' is not a language tag.", "Send a tag such as en-US or pt.");
    }
  }

  private static void requireRange(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw invalid(
          field,
          "'" + field + "' is not between " + least + " and " + most + ".",
          "Send a whole number from " + least + " to " + most + ".");
    }
  }

  private static RefusedException invalid(String field, String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion).about(field);
  }
}
