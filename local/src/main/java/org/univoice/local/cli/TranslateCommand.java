package org.univoice.local.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.univoice.client.SessionApi;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import org.univoice.local.Run;
import org.univoice.local.client.OriginalChoice;
import org.univoice.local.client.Recording;
import org.univoice.local.client.ResultFolder;
import org.univoice.local.client.Transcript;
import org.univoice.local.client.TranslationClient;
import org.univoice.local.client.TranslationResult;
import org.univoice.local.setup.Setup;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.WarmUp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "translate",
    description = "Speaks a recording through the whole stack and writes what came of it.",
    mixinStandardHelpOptions = true)
final class TranslateCommand implements Callable<Integer> {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  @Parameters(
      paramLabel = "FILE",
      description = "a WAV, MP3 or Ogg Opus file, 16 to 48 kHz, mono or stereo")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "LANGUAGE",
      defaultValue = "auto",
      description = "what is spoken; default: ${DEFAULT-VALUE}")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "LANGUAGE",
      required = true,
      split = ",",
      description = "what to hear; may be given several times")
  private List<String> to;

  @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "for the results")
  private Path out;

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      defaultValue = "real",
      description = "real: as a microphone would; max: as fast as is accepted")
  private String speed;

  @Option(
      names = "--original",
      paramLabel = "CHOICE",
      defaultValue = "off",
      description =
          "of the speaker's own voice: off: none; ducked: 15 dB softer while translated speech"
              + " plays; muted: silent then")
  private String original;

  @Mixin private StackOptions options;

  @Override
  public Integer call() throws Exception {
    if (!List.of("real", "max").contains(speed)) {
      throw new InvalidInputException("--speed is real or max, not " + speed);
    }
    if (!List.of("off", "ducked", "muted").contains(original)) {
      throw new InvalidInputException("--original is off, ducked or muted, not " + original);
    }
    OriginalChoice choice = OriginalChoice.valueOf(original.toUpperCase(Locale.ROOT));
    Terminal terminal = Terminal.standard();
    Recording recording = Recording.read(file);
    ResultFolder results = ResultFolder.open(out);
    List<String> languages = List.copyOf(new LinkedHashSet<>(to));
    Ports ports = options.ports(Ports.free());
    recording.remarks().forEach(terminal::line);

    Home home = Home.fromLauncher();
    new Setup(home, new TerminalProgress(terminal)).ensure();
    Run run = Run.create(home);
    TerminalStackListener listener =
        new TerminalStackListener(terminal, options.verbose(), new LanguageCheck(from, languages));
    StackConfig config = new StackConfig(home, ports, run.folder(), "");
    terminal.line("Starting the stack");
    TranslationResult result;
    try (Stack stack = StartedStack.start(config, listener)) {
      WarmUp.speakThrough(stack, listener);
      terminal.line(String.format(Locale.ROOT, "Speaking %s", file));
      result =
          new TranslationClient(
                  new SessionApi(stack.api(), stack.apiToken()),
                  new TerminalCaptions(terminal, languages.get(0)),
                  SILENCE)
              .translate(recording, from, languages, speed.equals("real"), choice);
    }
    terminal.clearPassing();
    List<Path> written = results.write(result);
    report(terminal, result.transcript(), written);
    Run.delete(run.folder());
    return 0;
  }

  private static void report(Terminal terminal, Transcript transcript, List<Path> written) {
    if (transcript.segments().isEmpty()) {
      terminal.line("No speech was found in the recording; the transcript is empty.");
    }
    LatencyLines.of(transcript.summary()).forEach(terminal::line);
    terminal.line("Written:");
    written.forEach(path -> terminal.line("  " + path));
  }
}
