package org.univoice.benchmarks.quality;

import java.util.List;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.VoiceprintExtractor;
import org.univoice.job.translation.NamedSpan;
import org.univoice.job.translation.Translator;

/** The models beside the recognizer, whose questions count as open too. */
final class CountedModels {
  private CountedModels() {}

  record Voiceprints(VoiceprintExtractor extractor, int worker) implements VoiceprintExtractor {
    @Override
    public void open() {
      extractor.open();
    }

    @Override
    public void close() {
      try {
        extractor.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public ModelCall<Voiceprint> extract(byte[] pcm) {
      return OpenCalls.counted(extractor.extract(pcm), worker);
    }
  }

  record Translations(Translator translator, int worker) implements Translator {
    @Override
    public void open() {
      translator.open();
    }

    @Override
    public void close() {
      translator.close();
    }

    @Override
    public boolean serves(String source, String target) {
      return translator.serves(source, target);
    }

    @Override
    public ModelCall<Rendering> translate(Request request) {
      return OpenCalls.counted(translator.translate(request), worker);
    }

    @Override
    public boolean findsNames(String language) {
      return translator.findsNames(language);
    }

    @Override
    public ModelCall<List<NamedSpan>> names(String text, String language) {
      return OpenCalls.counted(translator.names(text, language), worker);
    }
  }
}
