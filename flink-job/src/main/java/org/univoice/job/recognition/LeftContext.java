package org.univoice.job.recognition;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * What was said for good just before a part of a segment. The part is heard with it, for words that
 * begin out of nothing are misheard; what is heard of it again is left out.
 *
 * @param pcm its audio, up to where the part begins
 * @param words what is said in it
 */
record LeftContext(byte[] pcm, String[] words) {

  static final LeftContext NONE = new LeftContext(new byte[0], new String[0]);

  /**
   * At 15 letters a second: what a word is off in time weighs as much as what it is off in letters.
   */
  private static final double MILLIS_PER_LETTER = 67;

  boolean isNothing() {
    return words.length == 0;
  }

  /** What the recognizer is asked, and its answer about what follows the context. */
  ModelCall<Recognition> ask(Recognizer recognizer, Recognizer.Request request) {
    return isNothing()
        ? recognizer.recognize(request)
        : new AnsweredAbout(recognizer.recognize(request.after(pcm)), this::rest);
  }

  /** An answer about the context and what follows, as one about the context. */
  ModelCall<Recognition> askUntil(ModelCall<Recognition> both) {
    return new AnsweredAbout(both, this::said);
  }

  /**
   * What was heard after the context.
   *
   * @param heard of context and part together
   * @return times from the part's beginning on
   */
  Recognition rest(Recognition heard) {
    String[] tokens = heard.tokens();
    return heard.part(wordsHeardAgain(tokens, heard.words()), tokens.length).earlier(millis());
  }

  /**
   * What was heard of the context itself.
   *
   * @param heard of context and part together
   */
  Recognition said(Recognition heard) {
    return heard.part(0, wordsHeardAgain(heard.tokens(), heard.words()));
  }

  /**
   * How many of the words say the context again: those whose letters are nearest to its own, by
   * least edit distance (Levenshtein), and that end nearest to where it does. Letters, for a word
   * may be heard as two.
   */
  private int wordsHeardAgain(String[] tokens, RecognizedWord[] timed) {
    String known = letters(Arrays.stream(words));
    String heard = letters(Arrays.stream(tokens));
    int[] distances = distances(known, heard);
    int best = 0;
    double least = Double.MAX_VALUE;
    int reached = 0;
    for (int count = 0; count <= tokens.length; count++) {
      reached += count == 0 ? 0 : PartialMemory.bare(tokens[count - 1]).length();
      if (distances[reached] == 0 && !known.isEmpty()) {
        // Said again letter for letter it ends there, whatever the times are.
        return count;
      }
      double cost = distances[reached] + offMillis(count, timed) / MILLIS_PER_LETTER;
      if (cost < least) {
        least = cost;
        best = count;
      }
    }
    return best;
  }

  /** How far the gap behind so many words is from the end of the context; 0 without times. */
  private double offMillis(int count, RecognizedWord[] timed) {
    if (timed.length == 0) {
      return 0;
    }
    long fromMillis = count == 0 ? 0 : timed[count - 1].endMillis();
    long toMillis = count == timed.length ? Long.MAX_VALUE : timed[count].startMillis();
    return Math.max(0, Math.max(fromMillis - millis(), millis() - toMillis));
  }

  private long millis() {
    return pcm.length / SpeechSegment.BYTES_PER_MILLI;
  }

  private static String letters(Stream<String> words) {
    return words.map(PartialMemory::bare).collect(Collectors.joining());
  }

  /** Of the known text to every beginning of the heard one. */
  private static int[] distances(String known, String heard) {
    int[] before = new int[heard.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= known.length(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int replaced = before[j - 1] + (known.charAt(i - 1) == heard.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before;
  }

  private record AnsweredAbout(ModelCall<Recognition> call, UnaryOperator<Recognition> part)
      implements ModelCall<Recognition> {

    @Override
    public String model() {
      return call.model();
    }

    @Override
    public Cancellable start(AnswerObserver<Recognition> observer) {
      return call.start(
          new AnswerObserver<>() {
            @Override
            public void onAnswer(Recognition heard) {
              observer.onAnswer(part.apply(heard));
            }

            @Override
            public void onCompleted() {
              observer.onCompleted();
            }

            @Override
            public void onFailed(Throwable cause) {
              observer.onFailed(cause);
            }
          });
    }
  }
}
