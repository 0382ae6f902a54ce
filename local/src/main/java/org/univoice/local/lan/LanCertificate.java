package org.univoice.local.lan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.univoice.gateway.tls.TlsFiles;

/**
 * A certificate that this machine signs for itself, made by the JDK's keytool. It stays the same as
 * long as the machine's names do, so that a phone that was told to trust it is not asked again.
 */
final class LanCertificate {
  /** Apple's devices take none that lasts longer (825 days, support.apple.com/103769). */
  private static final int DAYS = 800;

  /** As strong as 128 bits (NIST SP 800-57, part 1, table 2). */
  private static final String KEY_BITS = "3072";

  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final Duration RECHECK = Duration.ofHours(1);
  private static final String ALIAS = "univoice";
  private static final String PASSWORD = "UNIVOICE_KEYTOOL_PASSWORD";
  private static final int PASSWORD_BYTES = 24;
  private static final int SECONDS = 60;

  private final Path folder;
  private final RandomGenerator random;

  LanCertificate(Path folder, RandomGenerator random) {
    this.folder = folder;
    this.random = random;
  }

  /**
   * Certificate and key for these names, made anew only when the kept ones are for others or end
   * soon.
   */
  TlsFiles ensure(LanNames names, Instant now) throws IOException {
    TlsFiles files =
        new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"), RECHECK);
    if (!fits(files, names.all(), now)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      make(files, names);
    }
    return files;
  }

  private static boolean fits(TlsFiles files, Set<String> names, Instant now) throws IOException {
    if (!Files.exists(files.certificate()) || !Files.exists(files.key())) {
      return false;
    }
    try {
      X509Certificate kept =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(Files.readAllBytes(files.certificate())));
      Set<String> its = new TreeSet<>();
      kept.getSubjectAlternativeNames().forEach(name -> its.add(name.get(1).toString()));
      return its.containsAll(names)
          && kept.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE));
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private void make(TlsFiles files, LanNames names) throws IOException {
    byte[] secret = new byte[PASSWORD_BYTES];
    random.nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    Path store = folder.resolve("made.p12");
    Files.deleteIfExists(store);
    try {
      keytool(store, password, names);
      KeyStore made = KeyStore.getInstance(store.toFile(), password.toCharArray());
      PrivateKey key = (PrivateKey) made.getKey(ALIAS, password.toCharArray());
      write(files.key(), "PRIVATE KEY", key.getEncoded());
      write(files.certificate(), "CERTIFICATE", made.getCertificate(ALIAS).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool made a store that cannot be read", e);
    } finally {
      Files.deleteIfExists(store);
    }
  }

  private void keytool(Path store, String password, LanNames names) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(tool.toString(), "-genkeypair"));
    command.addAll(List.of("-alias", ALIAS, "-keyalg", "RSA", "-keysize", KEY_BITS));
    command.addAll(List.of("-dname", "CN=UniVoice on " + names.host().replace(",", "\\,")));
    command.addAll(List.of("-ext", "san=" + String.join(",", names.alternatives())));
    command.addAll(List.of("-ext", "eku=serverAuth", "-validity", Integer.toString(DAYS)));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass:env", PASSWORD));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD, password);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("keytool was interrupted", e);
    }
  }

  /** Never readable by anybody else, not even for a moment. */
  private static void write(Path file, String kind, byte[] der) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }
}
