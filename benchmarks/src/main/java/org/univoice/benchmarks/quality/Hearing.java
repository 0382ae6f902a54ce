package org.univoice.benchmarks.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.univoice.job.stream.QualityMode;

/**
 * How recordings are heard.
 *
 * @param pcm folder of their samples
 * @param triton address
 * @param workers how many sessions at once
 * @param mode what the sessions prefer
 * @param options of the job
 */
record Hearing(
    Path pcm,
    String triton,
    int workers,
    SpeechFeed.Pace pace,
    QualityMode mode,
    List<String> options) {
  private static final long TELL_SECONDS = 30;

  /** What a model did not answer is asked again with the whole recording, this often in all. */
  private static final int ROUNDS = 3;

  /** Enough for everything to have been loaded and compiled once where time is measured. */
  private static final int WARM_UP_BYTES = 15 * 32_000;

  /** All of them; what a model owed is heard again. */
  Hypotheses hear(List<JudgedRecording> recordings) throws Exception {
    Hypotheses hypotheses = new Hypotheses();
    List<JudgedRecording> left = recordings;
    for (int round = 1; round <= ROUNDS && !left.isEmpty(); round++) {
      if (round > 1) {
        System.out.printf("Models failed in %d recordings; they are heard again%n", left.size());
        TimeUnit.SECONDS.sleep(Answer.AWAY_SECONDS);
        left.forEach(recording -> hypotheses.forget(recording.id()));
      }
      hear(left, hypotheses);
      left = left.stream().filter(recording -> hypotheses.hasGaps(recording.id())).toList();
    }
    return hypotheses;
  }

  private void hear(List<JudgedRecording> recordings, Hypotheses hypotheses) throws Exception {
    List<List<JudgedRecording>> shares = shares(recordings);
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    List<Future<?>> jobs = new ArrayList<>();
    for (int worker = 0; worker < shares.size(); worker++) {
      List<JudgedRecording> share = shares.get(worker);
      if (!share.isEmpty()) {
        BoundedJob job = job(worker, share, hypotheses);
        jobs.add(
            threads.submit(
                () -> {
                  job.run(triton);
                  return null;
                }));
      }
    }
    for (Future<?> job : jobs) {
      await(job, hypotheses, recordings.size());
    }
    for (int worker = 0; worker < shares.size(); worker++) {
      hypotheses.forget(warmUp(worker));
    }
    threads.shutdown();
  }

  private static void await(Future<?> job, Hypotheses hypotheses, int of)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        job.get(TELL_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        System.out.printf("%d of %d recordings heard%n", hypotheses.sessions(), of);
      }
    }
  }

  /** Equally long, so that all end at about the same time: longest first, to whoever has least. */
  private List<List<JudgedRecording>> shares(List<JudgedRecording> recordings) throws Exception {
    List<List<JudgedRecording>> shares = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      shares.add(new ArrayList<>());
      bytes.add(0L);
    }
    List<JudgedRecording> longestFirst = new ArrayList<>(recordings);
    longestFirst.sort(
        Comparator.comparingLong(
                (JudgedRecording each) -> QualityMain.pcm(pcm, each).toFile().length())
            .reversed());
    for (JudgedRecording recording : longestFirst) {
      int least = 0;
      for (int i = 1; i < workers; i++) {
        least = bytes.get(i) < bytes.get(least) ? i : least;
      }
      shares.get(least).add(recording);
      bytes.set(least, bytes.get(least) + Files.size(QualityMain.pcm(pcm, recording)));
    }
    return shares;
  }

  private BoundedJob job(int worker, List<JudgedRecording> share, Hypotheses hypotheses)
      throws Exception {
    long events = 0;
    for (JudgedRecording recording : share) {
      Session session = session(recording);
      events += session.opening().size() + session.chunks() + 1 + session.leaving().size();
    }
    Deque<Session> first = new ArrayDeque<>();
    if (pace != SpeechFeed.Pace.HASTY) {
      Session whole = session(share.get(0));
      byte[] beginning = Arrays.copyOf(whole.pcm(), Math.min(WARM_UP_BYTES, whole.pcm().length));
      Session warmUp = new Session(warmUp(worker), whole.speaks(), whole.hears(), mode, beginning);
      events += warmUp.opening().size() + warmUp.chunks() + 1 + warmUp.leaving().size();
      first.add(warmUp);
    }
    Iterator<JudgedRecording> left = share.iterator();
    SpeechFeed feed =
        new SpeechFeed(
            () -> !first.isEmpty() ? first.remove() : left.hasNext() ? session(left.next()) : null,
            () -> OpenCalls.of(worker) > 0,
            hypotheses::hasFinished,
            pace);
    return new BoundedJob(worker, feed, hypotheses, events, options);
  }

  private static String warmUp(int worker) {
    return "warm-up-" + worker;
  }

  private Session session(JudgedRecording recording) {
    try {
      return Session.of(recording, mode, Files.readAllBytes(QualityMain.pcm(pcm, recording)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
