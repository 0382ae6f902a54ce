package org.univoice.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/**
 * What processes hold in memory.
 *
 * @param bytes resident bytes by part; pages that processes share are counted once (proportional
 *     set size, Linux' smaps_rollup)
 */
public record Memory(Map<String, Long> bytes) {

  public Memory {
    bytes = Map.copyOf(bytes);
  }

  public long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  static long of(Collection<Long> processIds) {
    return processIds.stream().mapToLong(Memory::of).sum();
  }

  private static long of(long processId) {
    try {
      Path rollup = Path.of("/proc", Long.toString(processId), "smaps_rollup");
      for (String line : Files.readString(rollup, StandardCharsets.US_ASCII).split("\n")) {
        if (line.startsWith("Pss:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // It has just ended.
    }
  }
}
