package org.univoice.benchmarks.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.translation.Translator;
import org.univoice.job.triton.TritonConfig;
import org.univoice.job.triton.TritonTranslator;
import org.univoice.job.triton.TritonVoiceprintExtractor;

/** What models say when they are asked without the job around them; a line of JSON each. */
final class ModelAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelAnswers() {}

  /** The voiceprint of every recording that names its one speaker. */
  static void voiceprints(
      TritonConfig triton, List<JudgedRecording> recordings, Path pcm, Path file) throws Exception {
    TritonVoiceprintExtractor extractor = new TritonVoiceprintExtractor(triton);
    extractor.open();
    try (Writer out = Files.newBufferedWriter(file)) {
      for (JudgedRecording recording : recordings) {
        byte[] samples = Files.readAllBytes(QualityMain.pcm(pcm, recording));
        Voiceprint print = Answer.of(extractor.extract(samples));
        ObjectNode line = JSON.createObjectNode();
        line.put("session", recording.id()).put("speaker", recording.tags().get("speaker"));
        ArrayNode embedding = line.putArray("embedding");
        for (float value : print.embedding()) {
          embedding.add(value);
        }
        write(out, line);
      }
    } finally {
      extractor.close();
    }
  }

  /** Sentences through the translator; a pair that it does not serve is left out, and said so. */
  static void translations(TritonConfig triton, List<Sentence> sentences, Path file)
      throws Exception {
    TritonTranslator translator = new TritonTranslator(triton);
    translator.open();
    try (Writer out = Files.newBufferedWriter(file)) {
      for (Sentence sentence : sentences) {
        ObjectNode line = JSON.createObjectNode();
        line.put("file", sentence.file()).put("id", sentence.id());
        line.put("pair", sentence.source() + "-" + sentence.target());
        line.put("source", sentence.text()).put("reference", sentence.reference());
        if (translator.serves(sentence.source(), sentence.target())) {
          Translator.Rendering rendering =
              Answer.of(
                  translator.translate(
                      new Translator.Request(
                          sentence.text(),
                          sentence.source(),
                          sentence.target(),
                          sentence.context())));
          line.put("text", rendering.text()).put("confidence", rendering.confidence());
        }
        write(out, line);
      }
    } finally {
      translator.close();
    }
  }

  private static void write(Writer out, ObjectNode line) throws IOException {
    out.write(JSON.writeValueAsString(line) + "\n");
  }
}
