package org.univoice.job;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.translation.Translator;

/**
 * Asks every model once before anybody speaks: the first question loads classes, connections and
 * weights, and would otherwise cost the first speaker seconds. A model that does not answer delays
 * the start a little and stops nothing.
 */
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final long PATIENCE_MILLIS = 10_000;

  /** One second of 16 kHz mono. */
  private static final byte[] SILENCE = new byte[32_000];

  private WarmUp() {}

  static void of(ModelClients models) throws InterruptedException {
    models.voiceActivity().open();
    models.voiceActivity().hear(null, new float[VoiceActivityDetector.WINDOW_SAMPLES]);
    try (var recognizer = models.recognizer();
        var voiceprints = models.voiceprints();
        var translator = models.translator();
        var synthesizer = models.synthesizer()) {
      recognizer.open();
      voiceprints.open();
      translator.open();
      synthesizer.open();
      await(
          List.of(
              ended(recognizer.recognize(new Recognizer.Request(SILENCE, "en", true, true, false))),
              ended(voiceprints.extract(SILENCE)),
              ended(translator.translate(new Translator.Request("Hello.", "en", "pt", List.of()))),
              ended(synthesizer.synthesize(new Synthesizer.Request("Hello.", "en", "", null, 1)))));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.warn("The models are not warm: {}", e.toString());
    }
  }

  private static void await(List<CompletableFuture<Void>> calls) throws InterruptedException {
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    for (CompletableFuture<Void> call : calls) {
      try {
        call.get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOG.info("A model did not answer its first question: {}", e.toString());
      }
    }
  }

  private static <A> CompletableFuture<Void> ended(ModelCall<A> call) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    call.start(
        new ModelCall.AnswerObserver<>() {
          @Override
          public void onAnswer(A answer) {}

          @Override
          public void onCompleted() {
            end.complete(null);
          }

          @Override
          public void onFailed(Throwable cause) {
            end.completeExceptionally(cause);
          }
        });
    return end;
  }
}
