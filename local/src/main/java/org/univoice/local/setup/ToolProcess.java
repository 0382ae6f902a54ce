package org.univoice.local.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a tool to its end, its words kept in a log. */
final class ToolProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ToolProcess.class);

  private ToolProcess() {}

  /**
   * @param log takes everything that the tool says
   * @throws IOException when it cannot be started or does not end with 0; names the tool's last
   *     words
   */
  static void run(List<String> command, Path folder, Map<String, String> environment, Path log)
      throws IOException {
    LOG.info("{} in {}", command, folder);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process process = builder.start();
    process.getOutputStream().close();
    Thread endWithUs = new Thread(() -> process.descendants().forEach(ProcessHandle::destroy));
    Thread endIt = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(endWithUs);
    Runtime.getRuntime().addShutdownHook(endIt);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(lastWords(log, before) + " (all of it: " + log + ")");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was interrupted", e);
    } finally {
      forget(endWithUs);
      forget(endIt);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The program is ending already");
    }
  }

  private static String lastWords(Path log, long from) {
    try {
      byte[] all = Files.readAllBytes(log);
      String said = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
      String[] lines = said.strip().split("\n");
      for (int i = lines.length - 1; i >= 0; i--) {
        if (lines[i].toLowerCase(java.util.Locale.ROOT).contains("error")) {
          return lines[i].strip();
        }
      }
      return lines[lines.length - 1].strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a line to a log. */
  static void note(Path log, String line) throws IOException {
    Files.createDirectories(log.getParent());
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
