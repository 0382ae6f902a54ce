package org.univoice.local.lan;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.univoice.gateway.tls.TlsFiles;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;

/** Makes this machine one that others of its network can talk to. */
public final class LanSetup {
  /** Letters, digits, hyphens and dots: what a certificate can name. */
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";

  private LanSetup() {}

  /**
   * @throws InvalidInputException on a machine that is in no network
   */
  public static Lan ensure(Home home) {
    try {
      Optional<LanAddresses> found = LanAddresses.ofThisMachine();
      LanAddresses addresses =
          found.orElseThrow(
              () -> new InvalidInputException("--lan: this machine is in no network"));
      LanNames names = new LanNames(addresses.all(), hostName());
      TlsFiles files =
          new LanCertificate(home.folder().resolve("lan"), new SecureRandom())
              .ensure(names, Instant.now());
      trustOnly(files);
      return new Lan(addresses.main(), names.all(), files);
    } catch (IOException | GeneralSecurityException e) {
      throw new FailedException("No certificate could be made for --lan: " + e.getMessage(), e);
    }
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.matches(HOST) ? name : "localhost";
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * The command line speaks to its own gateway, too, which shows this certificate. It asks nobody
   * else over TLS: all other parts are on loopback.
   */
  private static void trustOnly(TlsFiles files) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
    own.load(null, null);
    try (InputStream in = new FileInputStream(files.certificate().toFile())) {
      own.setCertificateEntry(
          "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(own);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLContext.setDefault(context);
  }
}
