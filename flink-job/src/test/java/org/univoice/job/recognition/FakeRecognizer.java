package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.univoice.job.call.FakeBehaviour;
import org.univoice.job.call.ModelCall;

/** Recognizes what the test says; by default one word of the length of the audio, in English. */
public final class FakeRecognizer implements Recognizer {

  private static final long serialVersionUID = 1L;
  private static final int BYTES_PER_MILLI = 32;

  /** What it hears in a request. */
  public interface Hearing extends Function<Request, Recognition>, Serializable {}

  private final FakeBehaviour behaviour = new FakeBehaviour();
  private final Hearing hearing;

  public FakeRecognizer() {
    this(request -> heard("word", request));
  }

  public FakeRecognizer(Hearing hearing) {
    this.hearing = hearing;
  }

  /** Always hears the same text, its words spread evenly over the audio. */
  public static FakeRecognizer hearing(String text) {
    return new FakeRecognizer(request -> heard(text, request));
  }

  public static Recognition heard(String text, Request request) {
    String language = request.language().isEmpty() ? "en" : request.language();
    Guess[] guesses =
        request.language().isEmpty() ? new Guess[] {new Guess(language, 0.99f)} : new Guess[0];
    var words = words(text, request);
    return new Recognition(
        text, language, 0.99f, 0.9f, 0.01f, words, 0.9f, 24, guesses, new float[0]);
  }

  private static RecognizedWord[] words(String text, Request request) {
    if (!request.words() || text.isBlank()) {
      return new RecognizedWord[0];
    }
    String[] texts = text.trim().split("\\s+");
    long eachMillis = request.pcm().length / BYTES_PER_MILLI / texts.length;
    RecognizedWord[] words = new RecognizedWord[texts.length];
    for (int i = 0; i < texts.length; i++) {
      words[i] = new RecognizedWord(texts[i], i * eachMillis, (i + 1) * eachMillis, 0.9f);
    }
    return words;
  }

  public FakeBehaviour behaviour() {
    return behaviour;
  }

  @Override
  public ModelCall<Recognition> recognize(Request request) {
    return behaviour.call("speech_recognizer", request, () -> List.of(hearing.apply(request)));
  }
}
