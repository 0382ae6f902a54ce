package org.univoice.job.translation;

/**
 * A clause that is translated with the next part of its segment.
 *
 * @param wholeId the segment
 * @param language primary subtag
 * @param text all of it that waits, as it was said
 */
public record WaitingClause(String track, String wholeId, String language, String text) {}
