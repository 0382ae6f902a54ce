package org.univoice.job.triton;

import java.util.List;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Recognizer;

/** The role {@code speech_recognizer} behind Triton. */
public final class TritonRecognizer extends TritonRole implements Recognizer {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "speech_recognizer";

  public TritonRecognizer(TritonConfig config) {
    super(config, MODEL);
  }

  @Override
  public ModelCall<Recognition> recognize(Request request) {
    return model.unary(
        Tensors.forModel(MODEL)
            .pcm16("PCM", request.pcm())
            .string("LANGUAGE", request.language())
            .string("TASK", request.gist() ? "translate" : "transcribe")
            .bool("FINAL", request.isFinal())
            .bool("WORDS", request.words())
            .build(),
        TritonRecognizer::recognition);
  }

  private static Recognition recognition(Outputs outputs) {
    List<String> texts = outputs.strings("WORD_TEXTS");
    int[] times = outputs.integers("WORD_TIMES");
    float[] confidences = outputs.floats("WORD_CONFIDENCES");
    RecognizedWord[] words = new RecognizedWord[texts.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = new RecognizedWord(texts.get(i), times[2 * i], times[2 * i + 1], confidences[i]);
    }
    return new Recognition(
        outputs.string("TEXT"),
        outputs.string("LANGUAGE"),
        outputs.number("LANGUAGE_PROBABILITY"),
        outputs.number("CONFIDENCE"),
        outputs.number("NO_SPEECH_PROBABILITY"),
        words,
        confidences);
  }
}
