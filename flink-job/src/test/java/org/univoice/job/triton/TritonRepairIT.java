package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.translation.Translator;

/**
 * Kills the translator of a Triton that is the test's own: system property univoice.triton.pid
 * names the server or a process above it, as {@code ./univoice test} does.
 */
@Tag("triton")
class TritonRepairIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void shouldBringATranslatorBackWhoseProcessWasKilled() throws Exception {
    String pid = System.getProperty("univoice.triton.pid", "");
    assumeTrue(!pid.isEmpty(), "no Triton that may be harmed");
    try (var translator = new TritonTranslator(RunningTriton.config())) {
      translator.open();
      kill(Long.parseLong(pid), "translator/1/model.py");
      var request = new Translator.Request("Good morning.", "en", "pt", List.of());
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      int failures = 0;
      while (!answers(translator, request)) {
        failures++;
        assertThat(System.nanoTime()).isLessThan(deadlineNanos);
        Thread.sleep(100);
      }
      assertThat(failures).isGreaterThanOrEqualTo(3);
    }
  }

  private static boolean answers(Translator translator, Translator.Request request) {
    try {
      return Hearing.answersOf(translator.translate(request)).size() == 1;
    } catch (ModelCallException e) {
      assertThat(e.isTransient()).isTrue();
      return false;
    }
  }

  private static void kill(long server, String model) throws Exception {
    ProcessHandle.of(server)
        .orElseThrow()
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(model))
        .forEach(ProcessHandle::destroyForcibly);
    Thread.sleep(300);
  }
}
