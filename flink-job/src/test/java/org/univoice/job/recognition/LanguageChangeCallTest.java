package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.ClauseRule.End;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.SpeechAnswer.Clause;

class LanguageChangeCallTest {

  private static final SpeechAnswer AS_EVER = answer("good morning buenos días");

  @Test
  void shouldAskAsEverWhenTheSidesAreNotHeardInTime() {
    for (var sides : new Sides[] {new Sides(false, false), new Sides(true, false)}) {
      var hearing = Hearing.of(call(sides, AS_EVER));

      hearing.expire(false, () -> {});

      assertThat(hearing.await().answers()).containsExactly(AS_EVER);
    }
  }

  @Test
  void shouldNotAskTwiceWhenTheTimeIsUpAgain() {
    var hearing = Hearing.of(call(new Sides(false, false), null));
    hearing.expire(false, () -> {});
    int[] over = {0};

    hearing.expire(true, () -> over[0]++);

    assertThat(over[0]).isOne();
    assertThat(hearing.answers()).isEmpty();
  }

  /** Which of them is answered. */
  private record Sides(boolean before, boolean after) {}

  private static ModelCall<SpeechAnswer> call(Sides sides, SpeechAnswer asEver) {
    return new LanguageChangeCall(
        reply(sides.before() ? answer("good morning") : null),
        () -> reply(sides.after() ? answer("buenos días") : null),
        (before, after) -> true,
        new Clause(0, new ClauseCut(0, 2_000), End.LANGUAGE, null),
        () -> reply(answer("Good morning.")),
        said -> true,
        null,
        () -> reply(asEver));
  }

  private static ModelCall<SpeechAnswer> reply(SpeechAnswer answer) {
    return answer == null ? Replies.silence() : Replies.of(answer);
  }

  private static SpeechAnswer answer(String text) {
    var words = new Recognition(text, "en", 1, 0.9f, 0, new RecognizedWord[0]);
    return new SpeechAnswer(words, null, null);
  }
}
