package org.univoice.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of one test: on loopback, on a free port, with one empty database. It refuses to run
 * as root, so under root it runs as nobody.
 */
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "univoice";
  private static final String NOBODY = "65534";

  private final Path folder;
  private final Path bin;
  private final int port;
  private Process process;

  private PostgresServer(Path folder, Path bin, int port) {
    this.folder = folder;
    this.bin = bin;
    this.port = port;
  }

  /** Skips the test where there is no PostgreSQL. */
  public static PostgresServer start() {
    Path bin = TestServers.program("UNIVOICE_POSTGRES_BIN", "postgresql/bin", installed());
    try {
      Path folder = Files.createTempDirectory("postgres");
      PostgresServer server =
          new PostgresServer(folder, reachable(bin, folder), TestServers.freePort());
      server.initialise();
      server.comeBack();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] installed() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return new String[0];
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .map(Path::toString)
          .sorted()
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody cannot enter root's home: what was unpacked there is copied beside the data. */
  private static Path reachable(Path bin, Path folder) throws IOException {
    if (!asRoot()) {
      return bin;
    }
    run(List.of("chown", NOBODY + ":" + NOBODY, folder.toString()), folder);
    try {
      run(List.of(asNobody("test", "-x", bin.resolve("initdb").toString())), folder);
      return bin;
    } catch (IOException e) {
      Path copy = folder.resolve("postgresql");
      run(List.of("cp", "-r", bin.getParent().toString(), copy.toString()), folder);
      return copy.resolve("bin");
    }
  }

  private void initialise() throws IOException {
    run(
        List.of(
            asWho(
                bin.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")),
        folder);
  }

  /** As a client is configured with. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** Ends it; its data stay. */
  public void goAway() {
    // A fast end, which does not wait for clients as SIGTERM's does.
    TestServers.signal(process, "INT");
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it (again) on the same port, with its data. */
  public void comeBack() {
    try {
      String[] command =
          asWho(
              bin.resolve("postgres").toString(),
              "-D",
              folder.resolve("data").toString(),
              "-p",
              Integer.toString(port),
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "unix_socket_directories=",
              "-c",
              "jit=off",
              "-c",
              "fsync=off");
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("postgres.log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      awaitAnswer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    goAway();
    try {
      TestServers.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() throws IOException {
    for (int i = 0; i < 500 && process.isAlive(); i++) {
      try (Connection connection = connect()) {
        return;
      } catch (SQLException e) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    throw new IOException(Files.readString(folder.resolve("postgres.log")));
  }

  private static boolean asRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static String[] asWho(String... command) throws IOException {
    return asRoot() ? asNobody(command) : command;
  }

  private static String[] asNobody(String... command) {
    List<String> whole =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    whole.addAll(List.of(command));
    return whole.toArray(String[]::new);
  }

  private static void run(List<String> command, Path folder) throws IOException {
    Path log = Files.createTempFile("postgres", ".log");
    try {
      Process tool =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (tool.waitFor() != 0) {
        throw new IOException(command + ": " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
