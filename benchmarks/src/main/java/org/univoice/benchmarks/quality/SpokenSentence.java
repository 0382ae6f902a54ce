package org.univoice.benchmarks.quality;

/**
 * What somebody says, and when; milliseconds since the recording began.
 *
 * @param text without a language of its own: the transcript's
 */
public record SpokenSentence(long startMillis, long endMillis, String speaker, String text) {}
