package org.univoice.job.diarization;

import org.univoice.job.recognition.RecognizedSegment;

/**
 * What one speaker said without a break: a segment, or a part of one.
 *
 * @param speaker id
 * @param profile the speaker's voice so far; null while unknown
 * @param profileId of the enrolled voice that it is; null for nobody's
 * @param overlapped whether somebody else spoke at the same time: the words are the dominant
 *     speaker's
 */
record SpokenTurn(
    RecognizedSegment said,
    String speaker,
    VoiceProfile profile,
    String profileId,
    boolean overlapped) {}
