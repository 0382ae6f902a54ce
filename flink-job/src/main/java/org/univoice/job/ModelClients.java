package org.univoice.job;

import java.io.Serializable;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.recognition.VoiceprintExtractor;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.translation.Translator;

/** The models that the job asks. */
public record ModelClients(
    VoiceActivityDetector voiceActivity,
    Recognizer recognizer,
    VoiceprintExtractor voiceprints,
    Translator translator,
    Synthesizer synthesizer)
    implements Serializable {}
