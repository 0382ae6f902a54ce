package org.univoice.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.univoice.client.SessionApi;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import org.univoice.local.Run;
import org.univoice.local.client.Recording;
import org.univoice.local.quality.HeardAgain;
import org.univoice.local.quality.WordErrors;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.WarmUp;

/**
 * Real models, one talker: every 16 kHz mono recording of a folder at real-time pace through the
 * whole stack. Arguments: {@code FOLDER FROM TO}. A {@code transcripts.tsv} in the folder (file
 * name, text) gives the word error rate; what was spoken is recognised again and compared with its
 * text.
 */
public final class LatencyBenchmark implements Benchmark {

  private static final long END_SECONDS = 60;
  private static final int TAIL_BYTES = 32_000 * 3 / 2;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "FOLDER FROM TO: per stage and end to end, real models, over a folder of recordings";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    if (arguments.size() != 3 || !Files.isDirectory(Path.of(arguments.get(0)))) {
      throw new InvalidInputException(
          "bench latency needs a folder of WAV files and two languages");
    }
    Path folder = Path.of(arguments.get(0));
    Measured measured = new Measured(arguments.get(1), arguments.get(2), transcripts(folder));
    try (Stack stack =
        Stack.start(
            new StackConfig(home, Ports.free(), Run.create(home).folder(), ""),
            new TransportBenchmark.Quiet())) {
      WarmUp.speakThrough(stack, new TransportBenchmark.Quiet());
      try (HeardAgain ears = new HeardAgain(stack.triton())) {
        for (Path file : recordings(folder)) {
          measured.add(file, speak(stack, file, measured), ears);
        }
      }
      measured.memoryMib = stack.memory().total() >> 20;
    }
    Results.record(
        home,
        String.format("Latency %s→%s, real models, one talker", measured.from, measured.to),
        measured.lines());
    return 0;
  }

  private static Talker speak(Stack stack, Path file, Measured measured) throws Exception {
    Recording recording = Recording.read(file);
    if (!recording.format().equals("pcm16")
        || recording.sampleRateHz() != 16_000
        || recording.channels() != 1) {
      throw new InvalidInputException(file + " is not a WAV of 16 kHz mono");
    }
    byte[] samples = recording.bytes();
    int whole = (samples.length + TAIL_BYTES) / Talker.CHUNK_BYTES * Talker.CHUNK_BYTES;
    SessionApi api = new SessionApi(stack.api(), stack.apiToken());
    Talker talker =
        Talker.connect(
            api.open("talker"), Arrays.copyOf(samples, whole), measured.from, measured.to);
    long start = System.nanoTime();
    for (int chunk = 0; talker.hasMore(); chunk++) {
      long due = start + TimeUnit.MILLISECONDS.toNanos((chunk + 1) * 50L);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      talker.sendNext();
    }
    talker.stop();
    talker.finished().get(END_SECONDS, TimeUnit.SECONDS);
    talker.leave();
    return talker;
  }

  private static List<Path> recordings(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }

  private static Map<String, String> transcripts(Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Path file = folder.resolve("transcripts.tsv");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split("\t", 2);
        if (cells.length == 2) {
          texts.put(cells[0], cells[1]);
        }
      }
    }
    return texts;
  }

  /** What has been measured so far. */
  private static final class Measured {
    private final String from;
    private final String to;
    private final Map<String, String> references;
    private final List<Long> endToEnd = new ArrayList<>();
    private final List<Long> captions = new ArrayList<>();
    private final List<Long> partials = new ArrayList<>();
    private final Map<String, List<Long>> stages = new LinkedHashMap<>();
    private WordErrors recognized = WordErrors.NONE;
    private WordErrors heardAgain = WordErrors.NONE;
    private int silent;
    private long memoryMib;

    private Measured(String from, String to, Map<String, String> references) {
      this.from = from;
      this.to = to;
      this.references = references;
    }

    private void add(Path file, Talker talker, HeardAgain ears) throws Exception {
      StringBuilder said = new StringBuilder();
      for (Talker.Segment segment : talker.segments()) {
        said.append(segment.text).append(' ');
        if (segment.captionLagMillis != null) {
          captions.add(segment.captionLagMillis);
        }
        segment.stages.forEach(
            (stage, millis) -> stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(millis));
        if (segment.firstAudioLagMillis == null) {
          silent++;
          continue;
        }
        endToEnd.add(segment.firstAudioLagMillis);
        String again = ears.hear(segment.speech.toByteArray(), to);
        heardAgain = heardAgain.plus(WordErrors.between(segment.translation, again));
        System.out.printf(
            Locale.ROOT,
            "%s %d-%d: %d ms  %s → %s%n",
            file.getFileName(),
            segment.startMillis,
            segment.endMillis,
            segment.firstAudioLagMillis,
            segment.text,
            segment.translation);
      }
      partials.addAll(talker.partialLagsMillis());
      String name = file.getFileName().toString().replaceFirst("\\.wav$", "");
      if (references.containsKey(name)) {
        recognized = recognized.plus(WordErrors.between(references.get(name), said.toString()));
      }
    }

    private List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add("| what | measured |");
      lines.add("|---|---|");
      lines.add(
          "| last voiced sample sent → first translated audio byte | "
              + Percentiles.of(endToEnd)
              + " |");
      lines.add("| last sample covered → partial caption | " + Percentiles.of(partials) + " |");
      lines.add("| last voiced sample → final caption | " + Percentiles.of(captions) + " |");
      stages.forEach(
          (stage, of) -> lines.add("| stage " + stage + " | " + Percentiles.of(of) + " |"));
      lines.add("| segments without speech | " + silent + " |");
      lines.add("| word errors of recognition through the whole system | " + recognized + " |");
      lines.add("| word errors of the translated speech, recognised again | " + heardAgain + " |");
      lines.add("| memory of the whole stack | " + memoryMib + " MiB |");
      return lines;
    }
  }
}
