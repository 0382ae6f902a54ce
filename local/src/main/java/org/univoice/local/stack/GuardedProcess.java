package org.univoice.local.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends when this one ends, however this one ends: a guard holds its group and waits
 * on a pipe that only we keep open.
 */
public final class GuardedProcess implements AutoCloseable {
  /** For what has nothing to tidy up that would be missed. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** The guard kills after its patience, and that takes a moment. */
  private static final Duration GUARD_ENDS = Duration.ofSeconds(6);

  /** Enough for a line with a stack trace. */
  private static final int TAIL_BYTES = 64_000;

  private final Process guard;
  private final Duration patience;
  private final Path log;

  private GuardedProcess(Process guard, Duration patience, Path log) {
    this.guard = guard;
    this.patience = patience;
    this.log = log;
  }

  /**
   * @param python runs the guard
   * @param log takes all that the process says; what was in it is lost
   */
  public static GuardedProcess start(
      Path python, List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    return start(python, command, environment, folder, log, PATIENCE);
  }

  /**
   * @param patience how long it may take to end when asked; it is killed then
   */
  static GuardedProcess start(
      Path python,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path log,
      Duration patience)
      throws IOException {
    List<String> guarded = new ArrayList<>(List.of(python.toString(), "-S", "-E"));
    guarded.add(Script.unpack("guard.py", log.getParent()).toString());
    guarded.add(Long.toString(patience.toSeconds()));
    guarded.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(guarded).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new GuardedProcess(builder.start(), patience, log);
  }

  public boolean alive() {
    return guard.isAlive();
  }

  /** Exit code once it has ended. */
  public CompletableFuture<Integer> ended() {
    return guard.onExit().thenApply(Process::exitValue);
  }

  /** Process ids of the guard and all below it. */
  public List<Long> processIds() {
    List<Long> ids = new ArrayList<>();
    ids.add(guard.pid());
    guard.descendants().map(ProcessHandle::pid).forEach(ids::add);
    return ids;
  }

  /** The guarded process itself, while it runs. */
  public Optional<ProcessHandle> process() {
    return guard.children().findFirst();
  }

  public Path log() {
    return log;
  }

  /** What it said last, an error if there was one, for a person to read. */
  public String lastWords() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] tail = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      // The first of them was cut wherever the tail begins.
      boolean isCut = from > 0 && lines.size() > 1;
      return LastWords.of(isCut ? lines.subList(1, lines.size()) : lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, and sees to it. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(patience.plus(GUARD_ENDS).toSeconds(), TimeUnit.SECONDS)) {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
      }
    } catch (IOException e) {
      guard.destroyForcibly();
    } catch (InterruptedException e) {
      guard.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
