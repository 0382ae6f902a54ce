package org.univoice.job.diarization;

/**
 * Somebody connected to the session.
 *
 * @param speaks BCP 47 tag, "auto", or empty for one that only listens
 * @param hears BCP 47 tag, or empty for one that only speaks
 */
public record Participant(String track, String speaks, String hears) {}
