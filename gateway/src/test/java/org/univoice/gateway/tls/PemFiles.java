package org.univoice.gateway.tls;

import com.linecorp.armeria.common.TlsKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;

/** A certificate and its key in two files, as an operator would put them there. */
public final class PemFiles {
  private final Path certificate;
  private final Path key;

  public PemFiles(Path folder) {
    this.certificate = folder.resolve("tls.crt");
    this.key = folder.resolve("tls.key");
  }

  public TlsFiles rechecked(Duration every) {
    return new TlsFiles(certificate, key, every);
  }

  /** Puts a new pair there and says which. */
  public X509Certificate renew() throws IOException {
    return put(TlsKeyPair.ofSelfSigned("localhost"));
  }

  /** As {@link #renew}, with this pair. */
  public X509Certificate put(TlsKeyPair pair) throws IOException {
    X509Certificate shown = pair.certificateChain().get(0);
    writeKey(pair.privateKey().getEncoded());
    try {
      Files.writeString(certificate, pem("CERTIFICATE", shown.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    return shown;
  }

  /** Puts a new pair there, of an elliptic curve, and says which. */
  public X509Certificate renewElliptic() throws Exception {
    Path store = certificate.resolveSibling("elliptic.p12");
    String password = "changeit";
    // The JDK makes keys of curves, but only its tool puts one into a certificate.
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("keytool ended with " + status);
    }
    KeyStore made = KeyStore.getInstance(store.toFile(), password.toCharArray());
    Files.delete(store);
    return put(
        TlsKeyPair.of(
            (PrivateKey) made.getKey("gateway", password.toCharArray()),
            (X509Certificate) made.getCertificate("gateway")));
  }

  void writeKey(byte[] der) throws IOException {
    Files.writeString(key, pem("PRIVATE KEY", der));
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
