package org.univoice.job.recognition;

/** A word with its times on the track's timeline and its confidence, 0 to 1. */
public record RecognizedWord(String text, long startMillis, long endMillis, float confidence) {}
