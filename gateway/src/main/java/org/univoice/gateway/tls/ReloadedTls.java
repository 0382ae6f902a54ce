package org.univoice.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity that lies in files, read again when they change. Files that are wrong, or half
 * replaced, change nothing: the identity before them stays until they are right.
 */
public final class ReloadedTls implements Supplier<TlsIdentity>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedTls.class);

  private final TlsFiles files;
  private final ScheduledExecutorService timer;
  private byte[] certificates;
  private byte[] key;
  private volatile TlsIdentity identity;

  private ReloadedTls(TlsFiles files) {
    this.files = files;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "tls-reload");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws IllegalArgumentException when there is no identity in the files
   */
  public static ReloadedTls open(TlsFiles files) {
    ReloadedTls tls = new ReloadedTls(files);
    try {
      tls.read();
    } catch (IOException | IllegalArgumentException e) {
      tls.close();
      throw new IllegalArgumentException(
          "TLS cannot be spoken with "
              + files.certificate()
              + " and "
              + files.key()
              + ": "
              + (e instanceof IOException ? "they cannot be read." : e.getMessage()),
          e);
    }
    long millis = files.recheck().toMillis();
    tls.timer.scheduleWithFixedDelay(tls::reread, millis, millis, TimeUnit.MILLISECONDS);
    return tls;
  }

  private void reread() {
    try {
      read();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The new TLS files are not used: {}", e.getMessage());
    }
  }

  private void read() throws IOException {
    byte[] nextCertificates = Files.readAllBytes(files.certificate());
    byte[] nextKey = Files.readAllBytes(files.key());
    if (Arrays.equals(nextCertificates, certificates) && Arrays.equals(nextKey, key)) {
      return;
    }
    identity = TlsIdentity.of(nextCertificates, nextKey);
    certificates = nextCertificates;
    key = nextKey;
    LOG.info("TLS with {}", identity);
  }

  @Override
  public TlsIdentity get() {
    return identity;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
