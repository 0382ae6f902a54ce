package org.univoice.gateway.audit.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.audit.AuditChain;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditJson;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.audit.ChainedEntry;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * A chain in files of one folder. What cannot be written down is refused: no access without a
 * trace.
 */
public final class FileAuditLog implements AuditLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileAuditLog.class);

  private final FileAuditConfig config;
  private final FileChannel guard;
  private final FileLock lock;
  private final ScheduledExecutorService syncing;
  // No channel: whoever is interrupted while writing to one closes it for everybody.
  private RandomAccessFile file;
  private AuditChain chain;
  private boolean unsynced;

  private FileAuditLog(FileAuditConfig config, FileChannel guard, FileLock lock) {
    this.config = config;
    this.guard = guard;
    this.lock = lock;
    this.syncing =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "audit-sync");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Goes on where the folder's log ends.
   *
   * @throws IOException when the folder cannot be written to or another process writes there
   * @throws IllegalArgumentException when the log's last entry was tampered with
   */
  public static FileAuditLog open(FileAuditConfig config, Clock clock) throws IOException {
    Files.createDirectories(config.folder());
    FileChannel guard =
        FileChannel.open(
            config.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = LogEnd.lock(guard, config.folder());
    FileAuditLog log = new FileAuditLog(config, guard, lock);
    try {
      log.resume(clock);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
    return log;
  }

  private void resume(Clock clock) throws IOException {
    List<Path> files = AuditFiles.in(config.folder());
    long torn = 0;
    if (files.isEmpty()) {
      chain = AuditChain.EMPTY;
      openFile();
    } else {
      Path last = files.get(files.size() - 1);
      torn = LogEnd.setTornPartAside(last);
      chain = LogEnd.of(files);
      file = open(last);
    }
    if (config.durability() == FileAuditConfig.Durability.EVERY_SECOND) {
      syncing.scheduleWithFixedDelay(this::sync, 1, 1, TimeUnit.SECONDS);
    }
    if (torn > 0) {
      LOG.warn("The audit log ended in the middle of an entry; {} bytes are set aside", torn);
      append(
          new AuditEntry(
              clock.millis(),
              "",
              "RECOVER",
              "audit-log",
              "",
              "",
              "",
              AuditEntry.Result.SUCCESS,
              Map.of("tornBytes", Long.toString(torn))));
    }
  }

  @Override
  public synchronized void append(AuditEntry entry) {
    ChainedEntry next = chain.link(UUID.randomUUID().toString(), entry);
    try {
      write((AuditJson.line(next) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.error("The audit log cannot be written", e);
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "This cannot be recorded at the moment, and nothing is done unrecorded.",
          "Try again.",
          5);
    }
    chain = AuditChain.endingWith(next);
  }

  private void write(byte[] line) throws IOException {
    if (file.length() > 0 && file.length() + line.length > config.rotateBytes()) {
      RandomAccessFile full = file;
      full.getFD().sync();
      openFile();
      full.close();
    }
    long before = file.length();
    try {
      file.write(line);
      if (config.durability() == FileAuditConfig.Durability.EVERY_ENTRY) {
        file.getFD().sync();
      }
      unsynced = true;
    } catch (IOException e) {
      // A full disk takes half a line; the next one must not begin behind it.
      file.setLength(before);
      file.seek(before);
      throw e;
    }
  }

  private void openFile() throws IOException {
    file = open(AuditFiles.startingWith(config.folder(), chain.sequence() + 1));
  }

  private static RandomAccessFile open(Path path) throws IOException {
    RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
    opened.seek(opened.length());
    return opened;
  }

  private synchronized void sync() {
    try {
      if (unsynced) {
        unsynced = false;
        file.getFD().sync();
      }
    } catch (IOException e) {
      LOG.error("The audit log cannot be made durable", e);
    }
  }

  /** The end of the log, for whoever keeps it elsewhere. */
  public synchronized AuditChain chain() {
    return chain;
  }

  @Override
  public void close() throws IOException {
    syncing.shutdown();
    synchronized (this) {
      if (file != null) {
        file.getFD().sync();
        file.close();
      }
      lock.release();
      guard.close();
    }
  }
}
