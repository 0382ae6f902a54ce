package org.univoice.job.diarization;

/**
 * What a track has taught of an enrolled voice, on its way to the gateway.
 *
 * @param gateway where the track was opened last, for when nobody is there any more
 */
public record VoiceLesson(String session, String track, String gateway, LearnedVoice learned) {}
