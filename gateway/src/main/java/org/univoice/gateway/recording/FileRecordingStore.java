package org.univoice.gateway.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Recordings in a folder of this machine. */
public final class FileRecordingStore implements RecordingStore {
  private final Path root;

  public FileRecordingStore(Path root) {
    this.root = root;
  }

  @Override
  public Upload begin(RecordingKey recording, String file, String contentType) {
    Path parts = root.resolve("uploads").resolve(UUID.randomUUID().toString());
    io(() -> Files.createDirectories(parts));
    return new Upload() {
      @Override
      public void part(int number, Path content) {
        Path part = parts.resolve(String.format("%06d", number));
        io(() -> Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING));
      }

      @Override
      public void complete() {
        Path whole = parts.resolve("whole");
        io(
            () -> {
              try (OutputStream out = Files.newOutputStream(whole)) {
                for (Path part : list(parts)) {
                  if (!part.equals(whole)) {
                    Files.copy(part, out);
                  }
                }
              }
              Path place = place(recording, file);
              Files.createDirectories(place.getParent());
              return replace(whole, place);
            });
        removeTree(parts);
      }

      @Override
      public void abort() {
        removeTree(parts);
      }
    };
  }

  @Override
  public void put(RecordingKey recording, String file, String contentType, byte[] content) {
    Path place = place(recording, file);
    io(
        () -> {
          Files.createDirectories(place.getParent());
          Path fresh = place.resolveSibling(file + ".new");
          Files.write(fresh, content);
          return replace(fresh, place);
        });
  }

  @Override
  public boolean putIfAbsent(
      RecordingKey recording, String file, String contentType, byte[] content) {
    Path place = place(recording, file);
    return io(
        () -> {
          Files.createDirectories(place.getParent());
          Path fresh = Files.createTempFile(place.getParent(), file, ".new");
          try {
            Files.write(fresh, content);
            Files.createLink(place, fresh);
            return true;
          } catch (FileAlreadyExistsException e) {
            return false;
          } finally {
            Files.delete(fresh);
          }
        });
  }

  @Override
  public Optional<InputStream> open(RecordingKey recording, String file) {
    Path place = place(recording, file);
    return io(
        () -> Files.exists(place) ? Optional.of(Files.newInputStream(place)) : Optional.empty());
  }

  @Override
  public List<String> files(RecordingKey recording) {
    return list(root.resolve(recording.folder())).stream()
        .map(path -> path.getFileName().toString())
        .toList();
  }

  /** Only this machine can follow it. */
  @Override
  public URI link(RecordingKey recording, String file, Duration validity) {
    return place(recording, file).toAbsolutePath().toUri();
  }

  @Override
  public void delete(RecordingKey recording, String file) {
    io(() -> Files.deleteIfExists(place(recording, file)));
  }

  @Override
  public void delete(RecordingKey recording) {
    removeTree(root.resolve(recording.folder()));
  }

  @Override
  public void note(String userId, RecordingKey recording) {
    Path note = notes(userId).resolve(recording.recordingId());
    io(
        () -> {
          Files.createDirectories(note.getParent());
          return Files.write(note, new byte[0]);
        });
  }

  @Override
  public void forget(String userId, RecordingKey recording) {
    io(() -> Files.deleteIfExists(notes(userId).resolve(recording.recordingId())));
  }

  @Override
  public List<RecordingKey> ofUser(String userId) {
    return list(notes(userId)).stream()
        .map(note -> RecordingKey.of(note.getFileName().toString()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** One gateway alone writes here, and it has just started. */
  @Override
  public void removeAbandoned(Duration olderThan) {
    removeTree(root.resolve("uploads"));
  }

  private Path place(RecordingKey recording, String file) {
    return root.resolve(recording.folder()).resolve(file);
  }

  private Path notes(String userId) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    return root.resolve("users")
        .resolve(Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  /** Whoever looks meanwhile finds what was there or what comes: never nothing. */
  private static Path replace(Path fresh, Path place) throws IOException {
    return Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> list(Path folder) {
    return io(
        () -> {
          if (!Files.isDirectory(folder)) {
            return List.<Path>of();
          }
          try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
          }
        });
  }

  private static void removeTree(Path folder) {
    io(
        () -> {
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
              for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
              }
            }
          }
          return folder;
        });
  }

  private static <T> T io(Io<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something with files. */
  @FunctionalInterface
  private interface Io<T> {
    T run() throws IOException;
  }
}
