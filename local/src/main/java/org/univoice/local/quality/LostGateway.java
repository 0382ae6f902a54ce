package org.univoice.local.quality;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.univoice.client.Interpreter;
import org.univoice.client.SessionApi;
import org.univoice.local.FailedException;
import org.univoice.local.quality.HeardSession.Stretch;

/** Somebody talks to itself in another language while its gateway is lost in mid-sentence. */
public final class LostGateway {
  private static final int CHUNK_BYTES = 1_600;
  private static final long CHUNK_NANOS = 50_000_000;
  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private LostGateway() {}

  /**
   * What came of it.
   *
   * @param lost what was said and not heard
   * @param twice what was heard more than once
   * @param backMillis from the loss until another gateway was ready to go on
   */
  public record Outcome(List<String> lost, List<String> twice, double backMillis) {}

  /** What is heard when nothing happens. */
  public static List<Stretch> undisturbed(SessionApi api, byte[] pcm) throws InterruptedException {
    HeardSession heard = new HeardSession();
    talk(api, pcm, heard, Integer.MAX_VALUE, () -> {});
    if (heard.segments().isEmpty()) {
      throw new FailedException("Nothing was heard of what was said");
    }
    return heard.segments();
  }

  /**
   * @param said what is heard of it when nothing happens
   * @param atMillis of what is said, when the gateway is lost
   * @param lose takes the gateway away that the api names first
   */
  public static Outcome during(
      SessionApi api, byte[] pcm, List<Stretch> said, long atMillis, Runnable lose)
      throws InterruptedException {
    HeardSession heard = new HeardSession();
    long lostNanos = talk(api, pcm, heard, atMillis, lose);
    double backMillis = (heard.readyAgainNanos() - lostNanos) / 1e6;
    return new Outcome(heard.lacks(said), heard.repeats(), backMillis);
  }

  private static long talk(
      SessionApi api, byte[] pcm, HeardSession heard, long atMillis, Runnable lose)
      throws InterruptedException {
    long lostNanos = 0;
    try (Interpreter talker = Interpreter.open(api, "talker", "en", "pt", heard)) {
      long start = System.nanoTime();
      for (int at = 0, chunk = 0; at + CHUNK_BYTES <= pcm.length; at += CHUNK_BYTES, chunk++) {
        long due = start + (chunk + 1) * CHUNK_NANOS;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        if (lostNanos == 0 && chunk * CHUNK_NANOS / 1_000_000 >= atMillis) {
          lostNanos = System.nanoTime();
          lose.run();
        }
        talker.speak(Arrays.copyOfRange(pcm, at, at + CHUNK_BYTES));
      }
      talker.stop();
      if (!talker.awaitEnd(END_WITHIN)) {
        throw new FailedException("The end was not told within " + END_WITHIN.toSeconds() + " s");
      }
      if (!talker.lost().isZero()) {
        throw new FailedException("The client had to drop " + talker.lost().toMillis() + " ms");
      }
    }
    return lostNanos;
  }
}
