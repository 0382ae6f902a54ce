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
    var tensors =
        Tensors.forModel(MODEL)
            .pcm16("PCM", request.pcm())
            .string("LANGUAGE", request.language())
            .string("TASK", request.gist() ? "translate" : "transcribe")
            .bool("FINAL", request.isFinal())
            .bool("WORDS", request.words());
    var expected = request.expected();
    if (request.language().isEmpty() && expected.languages().length > 0) {
      tensors
          .strings("EXPECTED", List.of(expected.languages()))
          .floats("EXPECTED_ADVANTAGES", expected.advantages());
    }
    if (request.vocabulary().length > 0) {
      tensors.strings("VOCABULARY", List.of(request.vocabulary()));
    }
    return model.unary(tensors.build(), TritonRecognizer::recognition);
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
        outputs.number("RAW_CONFIDENCE"),
        outputs.number("SPEECH_TO_NOISE"),
        guesses(outputs),
        confidences);
  }

  private static Guess[] guesses(Outputs outputs) {
    List<String> languages = outputs.strings("GUESSES");
    float[] probabilities = outputs.floats("GUESS_PROBABILITIES");
    Guess[] guesses = new Guess[languages.size()];
    for (int i = 0; i < guesses.length; i++) {
      guesses[i] = new Guess(languages.get(i), probabilities[i]);
    }
    return guesses;
  }
}
