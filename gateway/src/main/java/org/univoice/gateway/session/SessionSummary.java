package org.univoice.gateway.session;

import java.util.Optional;

/**
 * What came of a session.
 *
 * @param durationMillis until its end, or until now while it lasts
 * @param recordingUrl where its recording is read, as a path of the api; empty when there is none
 * @param transcriptUrl where is read what was said, as a path of the api
 */
public record SessionSummary(
    String sessionId,
    long durationMillis,
    int segmentCount,
    int speakerCount,
    LanguagePair languages,
    SessionFigures figures,
    Optional<String> recordingUrl,
    String transcriptUrl) {}
