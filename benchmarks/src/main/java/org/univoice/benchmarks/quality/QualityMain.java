package org.univoice.benchmarks.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.univoice.benchmarks.quality.SpeechFeed.Pace;
import org.univoice.job.triton.TritonConfig;

/**
 * Lets the job hear recordings, in a process of its own, because Flink needs parts of Java opened.
 * Arguments: folder that {@code decode} wrote into, which takes the answers too; address of Triton;
 * folder of sentences; how many sessions at once; then the benchmark's own options.
 */
public final class QualityMain {
  private static final int OWN_ARGUMENTS = 4;

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
    var hearing = new Hearing(pcm, triton, workers, Pace.HASTY, options.mode(), BoundedJob.PATIENT);
    hearing.hear(options.heard(all)).write(work.resolve("hypotheses.jsonl"));
    lag(options.lagging(all), hearing, work);
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

  /**
   * The same recordings with and without clauses; what it costs to hear and what it takes to
   * compute apart: stepwise as if models took no time, then live, one talker alone.
   */
  private static void lag(List<JudgedRecording> recordings, Hearing usual, Path work)
      throws Exception {
    if (recordings.isEmpty()) {
      return;
    }
    for (Pace pace : List.of(Pace.STEPWISE, Pace.LIVE)) {
      for (boolean clauses : new boolean[] {false, true}) {
        List<String> job = new ArrayList<>(List.of("--clauses", Boolean.toString(clauses)));
        // A model that is late by the job's own measure is late for a listener, too.
        job.addAll(pace == Pace.LIVE ? List.of() : BoundedJob.PATIENT);
        String name = (clauses ? "clauses-" : "pauses-") + pace.name().toLowerCase(Locale.ROOT);
        System.out.println("Lag: " + name);
        Hearing hearing =
            new Hearing(
                usual.pcm(),
                usual.triton(),
                pace == Pace.LIVE ? 1 : usual.workers(),
                pace,
                usual.mode(),
                job);
        hearing.hear(recordings).write(work.resolve("lag-" + name + ".jsonl"));
      }
    }
  }
}
