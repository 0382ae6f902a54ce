package org.univoice.benchmarks.connections;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link BareGateway}, started and asked from outside. */
final class GatewayProcess implements AutoCloseable {
  private final Process process;
  private final PrintStream questions;
  private final BufferedReader answers;
  private final InetSocketAddress address;

  private GatewayProcess(Process process) throws IOException {
    this.process = process;
    this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
    byte[] loopback = {127, 0, 0, 1};
    this.address = new InetSocketAddress(InetAddress.getByAddress(loopback), (int) number());
  }

  /**
   * @param options of its JVM
   * @param log takes what it says besides
   */
  static GatewayProcess start(List<String> options, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(options);
    // A line of log for every connection would be measured, too.
    command.add("-Dlogback.configurationFile=org/univoice/benchmarks/logback-quiet.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BareGateway.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new GatewayProcess(builder.start());
  }

  InetSocketAddress address() {
    return address;
  }

  List<String> tickets(int count) throws IOException {
    questions.println("tickets " + count);
    List<String> tickets = new ArrayList<>(count);
    while (tickets.size() < count) {
      tickets.add(line());
    }
    return tickets;
  }

  long heapBytes() throws IOException {
    questions.println("heap");
    return number();
  }

  double cpuSeconds() throws IOException {
    questions.println("cpu");
    return number() / 1e9;
  }

  private long number() throws IOException {
    return Long.parseLong(line());
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("The gateway's process has ended");
    }
    return line;
  }

  @Override
  public void close() {
    questions.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
