package org.univoice.job.emphasis;

/** A word and when it was said, from the start of the audio. */
public record TimedWord(String text, long startMillis, long endMillis) {}
