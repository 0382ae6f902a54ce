package org.univoice.gateway.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Where parts of recordings wait to be sent.
 *
 * @param folder of this gateway alone; empty for a new one among the machine's temporary files
 * @param capacityBytes of all recordings together
 */
public record RecordingSpool(Optional<Path> folder, long capacityBytes) {
  public static final RecordingSpool TEMPORARY =
      new RecordingSpool(Optional.empty(), 2L * 1024 * 1024 * 1024);

  private static final int SENDERS = 4;

  /** What a gateway that was killed left behind belongs to recordings that nobody continues. */
  Spool open() {
    try {
      Path place =
          folder.isPresent()
              ? Files.createDirectories(folder.get())
              : Files.createTempDirectory("univoice-recordings");
      try (Stream<Path> left = Files.list(place)) {
        for (Path file : left.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
      return Spool.in(
          place,
          capacityBytes,
          Executors.newFixedThreadPool(SENDERS, task -> Recorder.daemon(task, "recording-sender")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
