package org.univoice.benchmarks.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.univoice.job.triton.TritonConfig;

/**
 * Lets the job hear recordings, in a process of its own, because Flink needs parts of Java opened.
 * Arguments: folder that {@code decode} wrote into, which takes the answers too; address of Triton;
 * folder of sentences; how many sessions at once; then the benchmark's own options.
 */
public final class QualityMain {
  private static final int OWN_ARGUMENTS = 4;
  private static final long TELL_SECONDS = 30;

  /** What a model did not answer is asked again with the whole recording, this often in all. */
  private static final int ROUNDS = 3;

  private QualityMain() {}

  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int code = 0;
    try {
      run(List.of(args));
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    // The clusters in this process have threads that outlive their jobs.
    System.exit(code);
  }

  private static void run(List<String> args) throws Exception {
    Path work = Path.of(args.get(0));
    String triton = args.get(1);
    int workers = Integer.parseInt(args.get(3));
    QualityOptions options = QualityOptions.of(args.subList(OWN_ARGUMENTS, args.size()));
    List<JudgedRecording> all = RecordingFolder.read(options.set());
    Path pcm = work.resolve("pcm");
    hear(options.heard(all), pcm, triton, workers).write(work.resolve("hypotheses.jsonl"));
    TritonConfig at = TritonConfig.at(triton);
    if (options.parts().contains(QualityPart.VOICEPRINT)) {
      ModelAnswers.voiceprints(at, options.voices(all), pcm, work.resolve("voiceprints.jsonl"));
    }
    if (options.parts().contains(QualityPart.TRANSLATION)) {
      List<Sentence> sentences = Sentence.readAll(Path.of(args.get(2)));
      ModelAnswers.translations(at, sentences, work.resolve("sentences.jsonl"));
    }
  }

  /** Headerless 16 kHz mono, little-endian 16-bit samples, as {@code decode} wrote them. */
  static Path pcm(Path folder, JudgedRecording recording) {
    return folder.resolve(recording.id() + ".pcm");
  }

  private static Hypotheses hear(
      List<JudgedRecording> recordings, Path pcm, String triton, int workers) throws Exception {
    Hypotheses hypotheses = new Hypotheses();
    List<JudgedRecording> left = recordings;
    for (int round = 1; round <= ROUNDS && !left.isEmpty(); round++) {
      if (round > 1) {
        System.out.printf("Models failed in %d recordings; they are heard again%n", left.size());
        TimeUnit.SECONDS.sleep(Answer.AWAY_SECONDS);
        left.forEach(recording -> hypotheses.forget(recording.id()));
      }
      hear(left, hypotheses, pcm, triton, workers);
      left = left.stream().filter(recording -> hypotheses.hasGaps(recording.id())).toList();
    }
    return hypotheses;
  }

  private static void hear(
      List<JudgedRecording> recordings, Hypotheses hypotheses, Path pcm, String triton, int workers)
      throws Exception {
    List<List<JudgedRecording>> shares = shares(recordings, pcm, workers);
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    List<Future<?>> jobs = new ArrayList<>();
    for (int worker = 0; worker < shares.size(); worker++) {
      List<JudgedRecording> share = shares.get(worker);
      if (!share.isEmpty()) {
        BoundedJob job = job(worker, share, pcm, hypotheses);
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
  private static List<List<JudgedRecording>> shares(
      List<JudgedRecording> recordings, Path pcm, int workers) throws Exception {
    List<List<JudgedRecording>> shares = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      shares.add(new ArrayList<>());
      bytes.add(0L);
    }
    List<JudgedRecording> longestFirst = new ArrayList<>(recordings);
    longestFirst.sort(
        Comparator.comparingLong((JudgedRecording each) -> pcm(pcm, each).toFile().length())
            .reversed());
    for (JudgedRecording recording : longestFirst) {
      int least = 0;
      for (int i = 1; i < workers; i++) {
        least = bytes.get(i) < bytes.get(least) ? i : least;
      }
      shares.get(least).add(recording);
      bytes.set(least, bytes.get(least) + Files.size(pcm(pcm, recording)));
    }
    return shares;
  }

  private static BoundedJob job(
      int worker, List<JudgedRecording> share, Path pcm, Hypotheses hypotheses) throws Exception {
    long events = 0;
    for (JudgedRecording recording : share) {
      Session session = Session.of(recording, Files.readAllBytes(pcm(pcm, recording)));
      events += session.opening().size() + session.chunks() + 1 + session.leaving().size();
    }
    Iterator<JudgedRecording> left = share.iterator();
    SpeechFeed feed =
        new SpeechFeed(
            () -> left.hasNext() ? session(left.next(), pcm) : null,
            () -> OpenCalls.of(worker) > 0,
            hypotheses::hasFinished);
    return new BoundedJob(worker, feed, hypotheses, events);
  }

  private static Session session(JudgedRecording recording, Path pcm) {
    try {
      return Session.of(recording, Files.readAllBytes(pcm(pcm, recording)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
