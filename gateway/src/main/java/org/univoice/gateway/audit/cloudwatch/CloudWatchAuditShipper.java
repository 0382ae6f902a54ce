package org.univoice.gateway.audit.cloudwatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.audit.AuditTail;
import org.univoice.gateway.audit.ChainedEntry;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/**
 * Carries a log to CloudWatch, in order, on a thread of its own: whoever writes the log never waits
 * for it. What does not arrive stays in the log and is carried later, also after a restart; after a
 * crash the last batch may arrive twice, with the same sequences.
 */
public final class CloudWatchAuditShipper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloudWatchAuditShipper.class);
  private static final long FIRST_WAIT_MILLIS = 200;
  private static final long GOODBYE_MILLIS = 2_000;

  private final CloudWatchLogsAsyncClient logs;
  private final CloudWatchConfig config;
  private final AuditTail tail;
  private final Deque<ChainedEntry> waiting = new ArrayDeque<>();
  private final Thread thread = new Thread(this::carry, "audit-shipper");
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean prepared;

  private CloudWatchAuditShipper(
      CloudWatchLogsAsyncClient logs, CloudWatchConfig config, AuditTail tail) {
    this.logs = logs;
    this.config = config;
    this.tail = tail;
  }

  /**
   * Goes on behind the last entry that arrived.
   *
   * @param tails reads the log behind the entry of a sequence
   * @throws IOException when it cannot be read which that was
   */
  public static CloudWatchAuditShipper start(
      CloudWatchLogsAsyncClient logs, CloudWatchConfig config, LongFunction<AuditTail> tails)
      throws IOException {
    long arrived =
        Files.exists(config.shipped())
            ? Long.parseLong(Files.readString(config.shipped()).trim())
            : 0;
    CloudWatchAuditShipper shipper = new CloudWatchAuditShipper(logs, config, tails.apply(arrived));
    shipper.thread.setDaemon(true);
    shipper.thread.start();
    return shipper;
  }

  private void carry() {
    long wait = FIRST_WAIT_MILLIS;
    boolean last = false;
    while (!last) {
      last = closing.getCount() == 0;
      try {
        while (carryOnce()) {
          wait = FIRST_WAIT_MILLIS;
        }
        rest(config.pause().toMillis());
      } catch (IOException | RuntimeException e) {
        LOG.warn("The audit log does not get to CloudWatch at the moment: {}", e.toString());
        rest(wait);
        wait = Math.min(2 * wait, config.longestWait().toMillis());
      }
    }
  }

  /** Until the time is over or this is closed; never interrupted, which would close files. */
  private void rest(long millis) {
    try {
      closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether there was anything to carry. */
  private boolean carryOnce() throws IOException {
    if (!prepared) {
      prepare();
      prepared = true;
    }
    if (waiting.isEmpty()) {
      waiting.addAll(tail.next(LogBatch.MOST));
    }
    if (waiting.isEmpty()) {
      return false;
    }
    LogBatch batch = new LogBatch();
    long last = 0;
    int count = 0;
    for (ChainedEntry entry : waiting) {
      if (!batch.add(entry)) {
        break;
      }
      last = entry.sequence();
      count++;
    }
    send(batch);
    for (int i = 0; i < count; i++) {
      waiting.remove();
    }
    remember(last);
    return true;
  }

  private void send(LogBatch batch) {
    PutLogEventsResponse answer =
        await(
            logs.putLogEvents(
                r ->
                    r.logGroupName(config.group())
                        .logStreamName(config.stream())
                        .logEvents(batch.events())));
    if (answer.rejectedLogEventsInfo() != null) {
      LOG.error("CloudWatch does not take entries that old: {}", answer.rejectedLogEventsInfo());
    }
  }

  /** Group and stream, unless they are there; how long entries stay is said in any case. */
  private void prepare() {
    unlessThere(logs.createLogGroup(r -> r.logGroupName(config.group())));
    await(
        logs.putRetentionPolicy(
            r -> r.logGroupName(config.group()).retentionInDays(CloudWatchConfig.RETENTION_DAYS)));
    unlessThere(
        logs.createLogStream(r -> r.logGroupName(config.group()).logStreamName(config.stream())));
  }

  private void remember(long sequence) throws IOException {
    Path next = config.shipped().resolveSibling(config.shipped().getFileName() + ".next");
    Files.writeString(next, Long.toString(sequence));
    Files.move(
        next,
        config.shipped(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void unlessThere(CompletableFuture<?> creation) {
    try {
      await(creation);
    } catch (ResourceAlreadyExistsException e) {
      // As after every start but the first.
    }
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Carries what is there, for a moment; the rest is carried after the next start. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
