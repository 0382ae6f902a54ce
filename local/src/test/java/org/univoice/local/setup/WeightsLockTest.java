package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.univoice.local.setup.WeightsLock.Weights;

class WeightsLockTest {
  /** To ten megabytes, which is what a person wants to know before the first run. */
  @Test
  void shouldFetchAsMuchAsTheReadmeSays() throws IOException {
    long bytes =
        WeightsLock.read(Path.of("../triton-models/weights.lock")).weights().stream()
            .mapToLong(Weights::partBytes)
            .sum();
    assertThat(Files.readString(Path.of("../README.md")).replaceAll("\\s+", " "))
        .contains("fetches " + Math.round(bytes / 1e7) * 10 + " MB of weights");
  }
}
