package org.univoice.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that goes on in a run: within one, a lock is not seen as others see it. */
final class RunningElsewhere implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private RunningElsewhere(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static RunningElsewhere in(Path run) throws IOException {
    return new RunningElsewhere(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RunningElsewhere.class.getName(),
                run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** "taken", or why it was not. */
  String said() throws IOException {
    return out.readLine();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public static void main(String[] args) throws IOException {
    try {
      Run.reopen(Path.of(args[0]));
      System.out.println("taken");
    } catch (InvalidInputException e) {
      System.out.println(e.getMessage());
    }
    System.in.read();
  }
}
