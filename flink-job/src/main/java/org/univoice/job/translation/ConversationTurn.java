package org.univoice.job.translation;

/** What one segment said, in both languages. */
public record ConversationTurn(String segmentId, String source, String target) {}
