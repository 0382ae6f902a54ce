package org.univoice.gateway.session;

import java.util.Optional;

/**
 * What came of a session.
 *
 * @param durationMillis until its end, or until now while it lasts
 * @param recordingUrl where its recording can be fetched; empty when there is none
 */
public record SessionSummary(
    String sessionId,
    long durationMillis,
    int segmentCount,
    int speakerCount,
    LanguagePair languages,
    SessionFigures figures,
    Optional<String> recordingUrl) {}
