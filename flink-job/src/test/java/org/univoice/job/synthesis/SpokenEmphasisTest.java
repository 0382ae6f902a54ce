package org.univoice.job.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.job.emphasis.TextRange;

class SpokenEmphasisTest {

  @Test
  void shouldKeepStretchesOfATextThatIsSpokenAsItIs() {
    assertThat(spoken("Eu nunca disse.", "Eu nunca disse.", "nunca")).containsExactly("nunca");
  }

  @Test
  void shouldFindTheWordBehindFillersThatWereLeftOut() {
    assertThat(spoken("Eu nunca disse.", "Hum, eu, sabe, nunca disse.", "nunca"))
        .containsExactly("nunca");
  }

  @Test
  void shouldKeepTheWordThatStaysOfOneSaidTwice() {
    assertThat(spoken("But never again.", "But but never, uh, again.", "never, uh, again"))
        .containsExactly("never", "again");
  }

  @Test
  void shouldStressNothingOfAWordThatWasLeftOut() {
    assertThat(spoken("Eu nunca disse.", "Hum, eu nunca disse.", "Hum")).isEmpty();
  }

  private static List<String> spoken(String spoken, String translation, String stressed) {
    int start = translation.indexOf(stressed);
    var emphasis = new TextRange[] {new TextRange(start, start + stressed.length())};
    return SpokenEmphasis.in(spoken, translation, emphasis).stream()
        .map(one -> spoken.substring(one.start(), one.end()))
        .toList();
  }
}
