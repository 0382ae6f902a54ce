package org.univoice.job;

import java.io.Serializable;
import org.univoice.job.amazon.AmazonTranslator;
import org.univoice.job.amazon.PollySynthesizer;
import org.univoice.job.amazon.TranscribeRecognizer;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.recognition.VoiceprintExtractor;
import org.univoice.job.segmentation.voiceactivity.SileroVoiceActivityDetector;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.translation.Translator;
import org.univoice.job.triton.TritonRecognizer;
import org.univoice.job.triton.TritonSynthesizer;
import org.univoice.job.triton.TritonTranslator;
import org.univoice.job.triton.TritonVoiceprintExtractor;

/** The models that the job asks. */
public record ModelClients(
    VoiceActivityDetector voiceActivity,
    Recognizer recognizer,
    VoiceprintExtractor voiceprints,
    Translator translator,
    Synthesizer synthesizer)
    implements Serializable {

  /** Triton does what nobody else was chosen for, and measures voices in any case. */
  static ModelClients of(JobConfig config) {
    ModelChoice choice = config.models();
    return new ModelClients(
        new SileroVoiceActivityDetector(),
        choice.transcribe() == null
            ? new TritonRecognizer(config.triton())
            : new TranscribeRecognizer(choice.transcribe()),
        new TritonVoiceprintExtractor(config.triton()),
        choice.translate() == null
            ? new TritonTranslator(config.triton())
            : new AmazonTranslator(choice.translate()),
        choice.polly() == null
            ? new TritonSynthesizer(config.triton())
            : new PollySynthesizer(choice.polly()));
  }
}
