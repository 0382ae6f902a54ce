package org.univoice.job.voice;

/**
 * How far the speech of one track in one language reaches.
 *
 * @param spokenUntilMillis wall clock at which everything sent so far will have been heard
 * @param lastSegment the segment that was added last
 * @param beforeLastMillis spokenUntilMillis before it, so that a revision can replace it
 */
public record VoiceMemory(long spokenUntilMillis, String lastSegment, long beforeLastMillis) {

  public static final VoiceMemory NOTHING_SPOKEN = new VoiceMemory(0, "", 0);
}
