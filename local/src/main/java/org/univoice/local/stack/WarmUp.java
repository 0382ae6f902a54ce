package org.univoice.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.univoice.client.SessionApi;
import org.univoice.local.FailedException;
import org.univoice.local.client.Recording;
import org.univoice.local.client.SilentCaptions;
import org.univoice.local.client.TranslationClient;
import org.univoice.local.client.TranslationResult;

/**
 * Speaks one real utterance through everything, so that the first person does not pay for classes
 * and models that are still cold, and so that "ready" means that speech was heard.
 */
public final class WarmUp {
  private static final String UTTERANCE = "/org/univoice/local/warm-up.wav";
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private WarmUp() {}

  /**
   * @throws FailedException when no speech comes out
   */
  public static void speakThrough(Stack stack, StackListener listener) {
    long started = System.nanoTime();
    try {
      TranslationResult heard =
          new TranslationClient(
                  new SessionApi(stack.api(), stack.apiToken()), new SilentCaptions(), SILENCE)
              .translate(utterance(stack.runFolder()), "en", List.of("pt"), false);
      if (heard.speech().get("pt").length == 0) {
        throw new FailedException(
            "The stack is up, but its test sentence was not heard translated (logs: "
                + stack.runFolder().resolve("logs")
                + ")");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
    listener.started("Warm-up", Duration.ofNanos(System.nanoTime() - started));
  }

  private static Recording utterance(Path folder) {
    try (InputStream in = WarmUp.class.getResourceAsStream(UTTERANCE)) {
      Path file = folder.resolve("warm-up.wav");
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return Recording.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
