package org.univoice.local.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.univoice.local.setup.WeightsLock.Part;

/**
 * Downloaded parts, each under its checksum. A part gets that name only when it is whole and right,
 * so what an interrupted download left is never mistaken for one.
 */
final class PartStore {
  /** How the names of what is not whole begin. */
  static final String HALF = "fetching-";

  private static final int WATCH_MILLIS = 200;

  private final Path folder;
  private final List<PartSource> sources;
  private final Progress progress;

  /** Checked already: whoever wants many members of a part does not read it whole for each. */
  private final Set<Path> known = new HashSet<>();

  PartStore(Path folder, List<PartSource> sources, Progress progress) {
    this.folder = folder;
    this.sources = sources;
    this.progress = progress;
  }

  /** The part's file, fetched when it is not there yet. */
  Path have(Part part) throws IOException {
    Path kept = folder.resolve(part.sha256());
    if (known.contains(kept) || Checksum.matches(kept, part.size(), part.sha256())) {
      known.add(kept);
      return kept;
    }
    Files.createDirectories(folder);
    Path temporary = Files.createTempDirectory(folder, HALF);
    try {
      fetch(part, temporary);
      Path fetched = temporary.resolve(part.file());
      if (!Files.isRegularFile(fetched)) {
        throw new IOException(part.uri() + " did not bring " + part.file());
      }
      if (!Checksum.matches(fetched, part.size(), part.sha256())) {
        throw new IOException(part.file() + " is not the file it should be (checksum differs)");
      }
      Files.move(fetched, kept, StandardCopyOption.ATOMIC_MOVE);
      progress.completes(part.file(), part.size());
      return kept;
    } finally {
      delete(temporary);
    }
  }

  /** What interrupted downloads left. Only under the lock of the whole store. */
  void tidy() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      for (Path path : left.filter(p -> p.getFileName().toString().startsWith(HALF)).toList()) {
        delete(path);
      }
    }
  }

  void forget(List<Part> parts) throws IOException {
    for (Part part : parts) {
      Path kept = folder.resolve(part.sha256());
      known.remove(kept);
      Files.deleteIfExists(kept);
      if (Files.isDirectory(PartArchive.folder(kept))) {
        delete(PartArchive.folder(kept));
      }
    }
  }

  private void fetch(Part part, Path temporary) throws IOException {
    PartSource source =
        sources.stream()
            .filter(candidate -> candidate.serves(part))
            .findFirst()
            .orElseThrow(() -> new IOException("Nothing here can fetch " + part.uri()));
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try {
      watch.scheduleAtFixedRate(
          () -> progress.moves(part.file(), Math.min(size(temporary), part.size()), part.size()),
          0,
          WATCH_MILLIS,
          TimeUnit.MILLISECONDS);
      source.fetch(part, temporary);
    } finally {
      watch.shutdownNow();
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(PartStore::sizeOf).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // It is being written to.
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, new FileVisitOption[0])) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
