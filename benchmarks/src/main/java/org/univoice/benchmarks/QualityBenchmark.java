package org.univoice.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.univoice.benchmarks.quality.JudgedRecording;
import org.univoice.benchmarks.quality.QualityMain;
import org.univoice.benchmarks.quality.QualityOptions;
import org.univoice.benchmarks.quality.QualityPart;
import org.univoice.benchmarks.quality.RecordingFolder;
import org.univoice.job.stream.QualityMode;
import org.univoice.local.Benchmark;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import org.univoice.local.Run;
import org.univoice.local.setup.JudgesEnvironment;
import org.univoice.local.setup.PythonEnvironment;
import org.univoice.local.stack.ModelServer;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.StackConfig;

/**
 * How well recordings whose truth is known are understood: the job and the models as they are, the
 * judges the tools of the field. benchmarks/quality/README.md describes folders, files and rows.
 */
public final class QualityBenchmark implements Benchmark {
  /** As for the job's own process. */
  private static final List<String> OPENS =
      List.of("java.util", "java.lang", "java.time", "java.nio");

  private static final int INVALID_INPUT = 2;
  private static final int MOST_WORKERS = 4;

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public String description() {
    return "--set DIR [--source DIR] [--only PART]: how well recordings are understood";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    QualityOptions options = QualityOptions.of(arguments);
    List<JudgedRecording> all =
        options.source() == null ? RecordingFolder.read(options.set()) : List.of();
    Path judge = JudgesEnvironment.source(home);
    PythonEnvironment environment = JudgesEnvironment.of(home);
    environment.ensure(new PrintedProgress());
    Python python = new Python(environment.python(), judge);
    if (options.source() != null) {
      System.out.println("Making sets of " + options.source() + " in " + options.set());
      python.run("generate", options.source().toString(), options.set().toString());
      all = RecordingFolder.read(options.set());
    }
    Run run = Run.create(home);
    // A run's own folder is tidied up; what was heard is worth judging again.
    Path work = home.folder().resolve("quality").resolve(run.folder().getFileName());
    Files.createDirectories(work);
    manifest(options, all, work.resolve("recordings.jsonl"));
    python.run("decode", work.toString());
    hear(home, run, work, judge.resolve("sentences"), childArguments(options));
    Path plots = home.checkout().resolve("benchmarks/results");
    python.run("score", work.toString(), plots.toString());
    Run.deleteIfPossible(work.resolve("pcm"));
    Run.end(run.folder());
    Results.record(home, title(options), Files.readAllLines(work.resolve("rows.md")));
    System.out.println("What was heard: " + work.resolve("hypotheses.jsonl"));
    return 0;
  }

  private static String title(QualityOptions options) {
    String parts =
        options.parts().stream().map(QualityPart::label).collect(Collectors.joining(", "));
    return "Quality of "
        + options.set().toAbsolutePath().normalize().getFileName()
        + (options.isUsual() ? "" : ": " + parts)
        + (options.mode() == QualityMode.BALANCED
            ? ""
            : ", sessions that prefer " + options.mode().name().toLowerCase(Locale.ROOT));
  }

  private static void manifest(QualityOptions options, List<JudgedRecording> all, Path file)
      throws IOException {
    Set<JudgedRecording> heard = new LinkedHashSet<>(options.heard(all));
    Set<JudgedRecording> wanted = new LinkedHashSet<>(heard);
    Set<JudgedRecording> lagging = new LinkedHashSet<>(options.lagging(all));
    wanted.addAll(options.voices(all));
    wanted.addAll(lagging);
    boolean hasSentences = options.parts().contains(QualityPart.TRANSLATION);
    if (!options.like().isEmpty()
        && all.stream().noneMatch(each -> each.id().contains(options.like()))) {
      throw new InvalidInputException(
          "--like "
              + options.like()
              + ": no recording's name contains it; there is "
              + all.get(0).id()
              + (all.size() > 1 ? " and " + (all.size() - 1) + " more" : ""));
    }
    if (wanted.isEmpty() && !hasSentences) {
      throw new InvalidInputException(
          options.set() + ": no recording in it has the truth that these rows need");
    }
    ObjectMapper json = new ObjectMapper();
    try (Writer out = Files.newBufferedWriter(file)) {
      for (JudgedRecording each : wanted) {
        ObjectNode line = json.createObjectNode();
        line.put("session", each.id()).put("set", each.set()).put("name", each.name());
        line.put("audio", each.audio().toString()).put("language", each.language());
        line.put("transcript", each.transcript()).put("speaks", each.speaks());
        line.put("rttm", each.rttm() == null ? null : each.rttm().toString());
        line.set("translations", json.valueToTree(each.translations()));
        line.put("heard", heard.contains(each)).put("lag", lagging.contains(each));
        if (lagging.contains(each)) {
          line.set("sentences", json.valueToTree(each.sentences()));
        }
        line.set("tags", json.valueToTree(each.tags()));
        out.write(json.writeValueAsString(line) + "\n");
      }
    }
  }

  /** The set is there by now, whatever it was made from. */
  private static List<String> childArguments(QualityOptions options) {
    String parts =
        options.parts().stream().map(QualityPart::label).collect(Collectors.joining(","));
    return List.of(
        "--set",
        options.set().toString(),
        "--only",
        parts,
        "--like",
        options.like(),
        "--mode",
        options.mode().name());
  }

  private static void hear(Home home, Run run, Path work, Path sentences, List<String> options)
      throws Exception {
    StackConfig stack = new StackConfig(home, Ports.free(), run.folder(), "");
    Files.createDirectories(stack.logs());
    int workers = Math.min(MOST_WORKERS, Math.max(1, Runtime.getRuntime().availableProcessors()));
    try (ModelServer models = ModelServer.start(stack)) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.add("-Dlogback.configurationFile=org/univoice/benchmarks/logback-quiet.xml");
      OPENS.forEach(each -> command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(QualityMain.class.getName());
      command.addAll(
          List.of(work.toString(), models.grpc(), sentences.toString(), Integer.toString(workers)));
      command.addAll(options);
      Process child =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(stack.log("quality").toFile())
              .start();
      Thread endWithUs = new Thread(child::destroy);
      Runtime.getRuntime().addShutdownHook(endWithUs);
      if (child.waitFor() != 0) {
        throw new FailedException(
            "the job did not hear all recordings (log: " + stack.log("quality") + ")");
      }
      Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
  }

  /** The judges. */
  private record Python(Path python, Path folder) {
    void run(String module, String... arguments) throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(List.of(python.toString(), "-m", "univoice_quality." + module));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(Map.of("PYTHONDONTWRITEBYTECODE", "1", "MPLBACKEND", "Agg"));
      Process process = builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      List<String> said = new String(process.getErrorStream().readAllBytes()).lines().toList();
      int code = process.waitFor();
      String last = said.isEmpty() ? module + " ended with " + code : said.get(said.size() - 1);
      if (code == INVALID_INPUT) {
        throw new InvalidInputException(last);
      }
      if (code != 0) {
        said.forEach(System.err::println);
        throw new FailedException(last);
      }
    }
  }
}
