package org.univoice.job.translation;

/**
 * A word of a text and one of its translation that says it: first and last + 1 character of each.
 */
public record WordLink(int sourceStart, int sourceEnd, int targetStart, int targetEnd) {}
