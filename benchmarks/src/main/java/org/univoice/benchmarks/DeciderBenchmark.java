package org.univoice.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;

/** Segmentation, voice activity, who spoke and envelope coding by themselves, under JMH. */
public final class DeciderBenchmark implements Benchmark {

  @Override
  public String name() {
    return "deciders";
  }

  @Override
  public String description() {
    return "segmentation, voice activity, who spoke and envelope coding under JMH";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("| benchmark | score | error (99.9 %) | unit |");
    lines.add("|---|---|---|---|");
    for (RunResult run :
        new Runner(new OptionsBuilder().include("org\\.univoice\\..*Benchmark\\..*").build())
            .run()) {
      Result<?> result = run.getPrimaryResult();
      String[] name = run.getParams().getBenchmark().split("\\.");
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s.%s | %.3f | ± %.3f | %s |",
              name[name.length - 2],
              name[name.length - 1] + parameters(run),
              result.getScore(),
              result.getScoreError(),
              result.getScoreUnit()));
    }
    Results.record(home, "Deciders under JMH", lines);
    return 0;
  }

  private static String parameters(RunResult run) {
    return run.getParams().getParamsKeys().stream()
        .map(key -> " " + key + "=" + run.getParams().getParam(key))
        .collect(Collectors.joining());
  }
}
