package org.univoice.gateway.audit.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a log: each named by its first entry, so that their names have their order. */
final class AuditFiles {
  private static final String PREFIX = "audit-";
  private static final String SUFFIX = ".jsonl";

  private AuditFiles() {}

  static Path startingWith(Path folder, long sequence) {
    return folder.resolve(String.format("%s%012d%s", PREFIX, sequence, SUFFIX));
  }

  static long firstSequence(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  /** Oldest first. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("audit-[0-9]{12}\\.jsonl"))
          .sorted()
          .toList();
    }
  }
}
