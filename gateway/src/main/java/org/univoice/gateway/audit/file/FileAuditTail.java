package org.univoice.gateway.audit.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.univoice.gateway.audit.AuditJson;
import org.univoice.gateway.audit.AuditTail;
import org.univoice.gateway.audit.ChainedEntry;

/** Reads the files of a log while somebody writes them. */
public final class FileAuditTail implements AuditTail {
  private static final int READ_BYTES = 1 << 20;

  private final Path folder;
  private long wanted;
  private Path file;
  private long offset;

  /**
   * @param after the last entry that is not wanted; 0 for all
   */
  public FileAuditTail(Path folder, long after) {
    this.folder = folder;
    this.wanted = after + 1;
  }

  @Override
  public List<ChainedEntry> next(int most) throws IOException {
    List<ChainedEntry> found = new ArrayList<>();
    for (Path candidate : candidates()) {
      if (!candidate.equals(file)) {
        file = candidate;
        offset = 0;
      }
      read(most, found);
      if (found.size() >= most) {
        break;
      }
    }
    return found;
  }

  /** The file that has the wanted entry, and all after it. */
  private List<Path> candidates() throws IOException {
    List<Path> files = AuditFiles.in(folder);
    int from = 0;
    for (int i = 0; i < files.size(); i++) {
      if (AuditFiles.firstSequence(files.get(i)) <= wanted) {
        from = i;
      }
    }
    return files.subList(from, files.size());
  }

  private void read(int most, List<ChainedEntry> found) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      while (found.size() < most && offset < open.length()) {
        byte[] part = new byte[(int) Math.min(READ_BYTES, open.length() - offset)];
        open.seek(offset);
        open.readFully(part);
        int start = 0;
        for (int at = 0; at < part.length && found.size() < most; at++) {
          if (part[at] == '\n') {
            take(new String(part, start, at - start, StandardCharsets.UTF_8), found);
            start = at + 1;
          }
        }
        offset += start;
        if (start == 0) {
          return;
        }
      }
    }
  }

  private void take(String line, List<ChainedEntry> found) {
    ChainedEntry entry = AuditJson.parse(line);
    if (entry.sequence() >= wanted) {
      found.add(entry);
      wanted = entry.sequence() + 1;
    }
  }
}
