package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), 0);
  private final List<String> saidBeforeTheEnd = new ArrayList<>();

  @Test
  void shouldSayThatItWasHeardBeforeItEndsAnything() {
    new Ending(terminal, () -> false, () -> saidBeforeTheEnd.add(said.toString())).run();

    assertThat(saidBeforeTheEnd).containsExactly("Ending; the models need a few seconds\n");
  }

  @Test
  void shouldSayNothingWhenEverythingHasEnded() {
    new Ending(terminal, () -> true, () -> saidBeforeTheEnd.add(said.toString())).run();

    assertThat(saidBeforeTheEnd).isEmpty();
    assertThat(said.toString()).isEmpty();
  }
}
