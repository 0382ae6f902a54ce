package org.univoice.gateway.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the servers are that tests start, and what starting one takes. */
final class TestServers {

  private TestServers() {}

  /**
   * The program: where {@code ./univoice test} says that it is, or where an earlier run of it put
   * it, or where the machine has it. Without it the test is skipped, loudly.
   */
  static Path program(String variable, String unpacked, String... installed) {
    Stream<Path> told =
        Stream.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank()).map(Path::of);
    Stream<Path> there = Stream.of(installed).map(Path::of);
    Stream<Path> kept = Stream.of(univoiceHome().resolve("debian").resolve(unpacked));
    return Stream.of(told, there, kept)
        .flatMap(places -> places)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> skip(variable));
  }

  private static Path skip(String variable) {
    String why = "SKIPPED: " + variable + " is not set; './univoice test' unpacks the server";
    System.err.println(why);
    return abort(why);
  }

  private static Path univoiceHome() {
    String home = System.getenv("UNIVOICE_HOME");
    return home != null
        ? Path.of(home)
        : Path.of(System.getProperty("user.home"), ".cache/univoice");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void signal(Process process, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
