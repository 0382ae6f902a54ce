package org.univoice.gateway.audit.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.univoice.gateway.audit.AuditChain;
import org.univoice.gateway.audit.AuditJson;
import org.univoice.gateway.audit.AuditVerifier;
import org.univoice.gateway.audit.ChainedEntry;

/** Finds out where a log ends, whatever state its writer left it in. */
final class LogEnd {

  private LogEnd() {}

  /** Two writers would fork the chain. */
  static FileLock lock(FileChannel guard, Path folder) throws IOException {
    try {
      FileLock lock = guard.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it.
    }
    guard.close();
    throw new IOException("Another gateway writes the audit log in " + folder);
  }

  /** Moves what follows the last line's end into a file of its own: evidence is not deleted. */
  static long setTornPartAside(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      long end = lineStart(open, open.length());
      long torn = open.length() - end;
      if (torn > 0) {
        byte[] rest = new byte[(int) torn];
        open.seek(end);
        open.readFully(rest);
        Files.write(file.resolveSibling(file.getFileName() + ".torn-" + System.nanoTime()), rest);
        open.setLength(end);
      }
      return torn;
    }
  }

  /** Of files that all end with a whole line. */
  static AuditChain of(List<Path> files) throws IOException {
    for (int i = files.size() - 1; i >= 0; i--) {
      try (RandomAccessFile open = new RandomAccessFile(files.get(i).toFile(), "r")) {
        if (open.length() > 0) {
          return chain(open, files.get(i));
        }
      }
    }
    return AuditChain.EMPTY;
  }

  private static AuditChain chain(RandomAccessFile open, Path file) throws IOException {
    long start = lineStart(open, open.length() - 1);
    byte[] line = new byte[(int) (open.length() - 1 - start)];
    open.seek(start);
    open.readFully(line);
    String text = new String(line, StandardCharsets.UTF_8);
    try {
      ChainedEntry last = AuditJson.parse(text);
      AuditVerifier verifier =
          new AuditVerifier(
              new AuditChain(last.sequence() - 1, last.previousHash()), Optional.empty());
      if (verifier.line(text, false)) {
        return verifier.chain();
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "The last entry of "
            + file
            + " is not as it was written; './univoice audit verify' says more. Nothing is"
            + " recorded behind it: move the folder away to begin a new log.");
  }

  /** Behind the last line's end before this position. */
  private static long lineStart(RandomAccessFile open, long before) throws IOException {
    for (long at = before - 1; at >= 0; at--) {
      open.seek(at);
      if (open.read() == '\n') {
        return at + 1;
      }
    }
    return 0;
  }
}
