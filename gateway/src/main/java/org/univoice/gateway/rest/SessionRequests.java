package org.univoice.gateway.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Joining;
import org.univoice.gateway.session.RecognitionChange;
import org.univoice.gateway.session.SessionChange;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.TranslationChange;
import org.univoice.gateway.session.TranslationWishes.Formality;

/** What requests say about sessions; everything may be left out. */
final class SessionRequests {
  private static final String NAME = "participantName";
  private static final String PERMISSIONS = "permissions";
  private static final String PARTICIPANT_ID = "participantId";
  private static final String SOURCE = "sourceLanguage";
  private static final String TARGET = "targetLanguage";
  private static final String RECORDING = "recordingEnabled";
  private static final String SPEAKERS = "maxSpeakers";
  private static final String CONFIGURATION = "configuration";
  private static final String ENABLE_RECORDING = "enableRecording";
  private static final String DIARIZATION = "enableDiarization";
  private static final String LATENCY = "maxLatency";
  private static final String QUALITY = "qualityMode";
  private static final String GLOSSARY = "customTerminology";
  private static final String VOCABULARY = "customVocabulary";
  private static final String PROFANITY = "maskProfanity";
  private static final String PERSONAL = "redactPersonalData";
  private static final String DOMAIN = "domain";
  private static final String FORMALITY = "formality";
  private static final List<String> CONFIGURATION_FIELDS =
      List.of(
          ENABLE_RECORDING,
          DIARIZATION,
          LATENCY,
          QUALITY,
          GLOSSARY,
          VOCABULARY,
          PROFANITY,
          PERSONAL,
          DOMAIN,
          FORMALITY);
  private static final List<String> QUALITY_MODES =
      Stream.of(QualityMode.values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();

  private static final List<String> FORMALITIES =
      Stream.of(Formality.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();

  static final List<String> CHANGE = List.of(SOURCE, TARGET, RECORDING, SPEAKERS, CONFIGURATION);
  static final List<String> JOINING = List.of(NAME, PERMISSIONS);
  static final List<String> CREATION = Stream.concat(JOINING.stream(), CHANGE.stream()).toList();
  static final List<String> TICKET = List.of(PARTICIPANT_ID, NAME, PERMISSIONS);

  static final List<String> RENAMING = List.of(NAME);

  private SessionRequests() {}

  /** Empty when there is none. */
  static String name(RequestFields fields) {
    return fields.text(NAME).orElse("");
  }

  static Joining joining(RequestFields fields) {
    Optional<Set<Permission>> permissions =
        fields.has(PERMISSIONS)
            ? Optional.of(fields.choices(PERMISSIONS, Permission.class))
            : Optional.empty();
    return new Joining(fields.text(PARTICIPANT_ID), name(fields), permissions);
  }

  static SessionChange change(RequestFields fields) {
    RequestFields inner = fields.object(CONFIGURATION, CONFIGURATION_FIELDS);
    Optional<String> glossary = inner.isNull(GLOSSARY) ? Optional.of("") : inner.text(GLOSSARY);
    return new SessionChange(
        fields.text(SOURCE),
        fields.text(TARGET),
        recording(fields.flag(RECORDING), inner.flag(ENABLE_RECORDING)),
        inner.flag(DIARIZATION),
        fields.wholeNumber(SPEAKERS).map(SessionRequests::count),
        inner.wholeNumber(LATENCY),
        inner
            .word(QUALITY, QUALITY_MODES)
            .map(mode -> QualityMode.valueOf(mode.toUpperCase(Locale.ROOT))),
        glossary,
        new RecognitionChange(vocabulary(inner), inner.flag(PROFANITY), inner.flag(PERSONAL)),
        new TranslationChange(
            inner.isNull(DOMAIN) ? Optional.of("") : inner.text(DOMAIN),
            inner
                .word(FORMALITY, FORMALITIES)
                .map(word -> Formality.valueOf(word.toUpperCase(Locale.ROOT)))));
  }

  private static Optional<List<String>> vocabulary(RequestFields inner) {
    return inner.isNull(VOCABULARY)
        ? Optional.of(List.of())
        : inner.has(VOCABULARY)
            ? Optional.of(List.copyOf(inner.texts(VOCABULARY)))
            : Optional.empty();
  }

  /** What does not fit into a number of speakers is refused there. */
  private static int count(long number) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  private static Optional<Boolean> recording(Optional<Boolean> outer, Optional<Boolean> inner) {
    if (outer.isPresent() && inner.isPresent() && !outer.equals(inner)) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'" + RECORDING + "' and '" + ENABLE_RECORDING + "' say different things.",
              "Send only one of them.")
          .about(RECORDING);
    }
    return outer.or(() -> inner);
  }
}
