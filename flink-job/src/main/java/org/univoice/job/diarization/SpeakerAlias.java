package org.univoice.job.diarization;

/**
 * Two ids turned out to be one person. What was delivered keeps its id; from then on the person has
 * the older one.
 *
 * @param id the younger one
 * @param canonical the older one
 */
public record SpeakerAlias(String id, String canonical) {}
