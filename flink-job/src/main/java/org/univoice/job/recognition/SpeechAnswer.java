package org.univoice.job.recognition;

/**
 * What the models say about a segment.
 *
 * @param gist null when it was not wanted or could not be had
 * @param voiceprint null when it was not wanted or could not be had
 */
public record SpeechAnswer(
    Recognizer.Recognition words, Recognizer.Recognition gist, Voiceprint voiceprint) {}
