package org.univoice.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.univoice.benchmarks.LagOverTime.Heard;
import org.univoice.client.SessionApi;
import org.univoice.job.pacing.SpeechPacer;
import org.univoice.job.synthesis.ContinuousTalker;
import org.univoice.job.synthesis.SimulatedTalk;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import org.univoice.local.Run;
import org.univoice.local.client.Recording;
import org.univoice.local.client.SilentCaptions;
import org.univoice.local.client.Transcript;
import org.univoice.local.client.TranslationClient;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.WarmUp;

/**
 * How far a listener falls behind somebody who does not stop talking: from the end of what was said
 * to the end of its translated speech, played without gaps. Arguments: {@code FOLDER FROM TO
 * [MINUTES [TEMPO]]}: the 16 kHz mono WAVs of a folder, one after the other and again from the
 * first, at real-time pace through the whole stack; TEMPO 1.2 says them 1.2 times as fast. Or
 * {@code --simulate}: the deciders on simulated time.
 */
public final class LagBenchmark implements Benchmark {

  private static final int BYTES_PER_MINUTE = 32_000 * 60;
  private static final int EARLY_MINUTE = 2;
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final double[] RATIOS = {0.8, 1, 1.1, 1.2, 1.25, 1.3, 1.35, 1.4, 1.5};

  @Override
  public String name() {
    return "lag";
  }

  @Override
  public String description() {
    return "FOLDER FROM TO [MINUTES [TEMPO]] or --simulate: how far a continuous talker's speech lags";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    if (arguments.equals(List.of("--simulate"))) {
      return simulate(home);
    }
    if (arguments.size() < 3
        || arguments.size() > 5
        || !Files.isDirectory(Path.of(arguments.get(0)))) {
      throw new InvalidInputException(
          "bench lag needs a folder of WAV files and two languages, or --simulate");
    }
    String from = arguments.get(1);
    String to = arguments.get(2);
    int minutes = arguments.size() > 3 ? Integer.parseInt(arguments.get(3)) : 30;
    double tempo = arguments.size() > 4 ? Double.parseDouble(arguments.get(4)) : 1;
    byte[] talk = talk(Path.of(arguments.get(0)), minutes, tempo);
    Transcript transcript;
    Run run = Run.create(home);
    try (Stack stack =
        Stack.start(
            new StackConfig(home, Ports.free(), run.folder(), ""),
            new TransportBenchmark.Quiet())) {
      WarmUp.speakThrough(stack, new TransportBenchmark.Quiet());
      transcript =
          new TranslationClient(
                  new SessionApi(stack.api(), stack.apiToken()), new SilentCaptions(), SILENCE)
              .translate(new Recording(talk, 16_000, 1, List.of()), from, List.of(to), true)
              .transcript();
    }
    Run.end(run.folder());
    List<String> lost = new ArrayList<>();
    LagOverTime lag = new LagOverTime(heard(transcript, lost));
    Path plot = home.checkout().resolve("benchmarks/results");
    Files.createDirectories(plot);
    String name = String.format(Locale.ROOT, "lag-%s-%s-%.1f.svg", from, to, tempo);
    Files.writeString(plot.resolve(name), lag.svg());
    List<String> lines = new ArrayList<>(lag.table());
    lines.add("");
    lines.add(lag.verdict(EARLY_MINUTE, minutes));
    lost.forEach(text -> System.out.println("not heard: " + text));
    if (!lost.isEmpty()) {
      lines.add("Translations that were not heard: " + lost.size() + ".");
    }
    lines.add("");
    lines.add("![lag over time](results/" + name + ")");
    Results.record(
        home,
        String.format(
            Locale.ROOT,
            "Lag of a continuous talker %s→%s, %d min, tempo %.1f, real models",
            from,
            to,
            minutes,
            tempo),
        lines);
    return 0;
  }

  private static List<Heard> heard(Transcript transcript, List<String> lost) {
    List<Heard> heard = new ArrayList<>();
    for (Transcript.Segment segment : transcript.segments()) {
      for (Transcript.Translation translation : segment.translations()) {
        Long begins = translation.latencyMs().heard();
        if (begins != null) {
          long sounds = translation.speechEndMs() - translation.speechStartMs();
          heard.add(new Heard(segment.endMs(), begins, begins + sounds));
        } else {
          lost.add(segment.text() + " → " + translation.text());
        }
      }
    }
    return heard;
  }

  private static byte[] talk(Path folder, int minutes, double tempo) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new InvalidInputException(folder + " has no WAV file");
    }
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    for (int i = 0; talk.size() < minutes * BYTES_PER_MINUTE * tempo; i++) {
      Path file = files.get(i % files.size());
      Recording recording = Recording.read(file);
      if (!recording.format().equals("pcm16")
          || recording.sampleRateHz() != 16_000
          || recording.channels() != 1) {
        throw new InvalidInputException(file + " is not a WAV of 16 kHz mono");
      }
      recording.pieces().forEach(talk::writeBytes);
    }
    return Tempo.changed(talk.toByteArray(), tempo);
  }

  private static int simulate(Home home) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| translation / talk at speed 1 | lag at minute 2 | at minute 30 | mean speed |");
    lines.add("|---|---|---|---|");
    for (double ratio : RATIOS) {
      List<SimulatedTalk.Heard> heard =
          new SimulatedTalk("pt", SimulatedTalk.Machine.FREE)
              .hear(ContinuousTalker.talk(31, ratio, "pt", new Random(1)));
      LagOverTime lag =
          new LagOverTime(
              heard.stream()
                  .map(
                      one ->
                          new Heard(
                              one.said().endMillis(),
                              one.beginsMillis() - one.said().endMillis(),
                              one.lagMillis()))
                  .toList());
      double speed =
          heard.stream().mapToDouble(SimulatedTalk.Heard::speed).average().orElse(Double.NaN);
      lines.add(
          String.format(
              Locale.ROOT,
              "| %.2f | %.1f s | %.1f s | %.2f |",
              ratio,
              lag.secondsAround(2),
              lag.secondsAround(29),
              speed));
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Simulated time; utterances of 1.5 to 12 s, breaths of 0.4 s, translated 0.7 s after"
                + " they end; speech at most %.2f times as fast; lag: mean of three minutes.",
            SpeechPacer.MAX_SPEED));
    Results.record(home, "Lag of a continuous talker, simulated", lines);
    return 0;
  }
}
