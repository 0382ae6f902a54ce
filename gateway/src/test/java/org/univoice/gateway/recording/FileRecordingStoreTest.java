package org.univoice.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecordingStoreTest extends RecordingStoreContract {
  private static final int TIMES = 2_000;

  @TempDir private Path root;

  @Override
  protected RecordingStore store() {
    return new FileRecordingStore(root);
  }

  /** Who finds no metadata takes the recording for deleted. */
  @Test
  void shouldNeverBeWithoutAFileWhileItIsReplaced() throws Exception {
    RecordingStore store = store();
    RecordingKey key = RecordingKey.of("session", Instant.EPOCH);
    store.put(key, "metadata.json", "application/json", new byte[] {0});
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < TIMES; i++) {
                store.put(key, "metadata.json", "application/json", new byte[] {1});
              }
            });
    while (!writer.isDone()) {
      try (InputStream found = store.open(key, "metadata.json").orElse(null)) {
        assertThat(found).isNotNull();
      }
    }
    writer.join();
  }
}
