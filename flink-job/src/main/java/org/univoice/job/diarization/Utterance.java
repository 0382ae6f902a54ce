package org.univoice.job.diarization;

import org.univoice.job.recognition.RecognizedSegment;

/**
 * A recognised segment with who said it. Its voiceprint has been absorbed into the profile.
 *
 * @param speaker "S1", "S2", … in order of appearance within the session; empty for markers
 * @param profile the speaker's voice so far; null while unknown
 * @param targets primary language subtags that somebody other than the speaker wants to hear
 */
public record Utterance(
    RecognizedSegment recognized, String speaker, VoiceProfile profile, String[] targets) {}
