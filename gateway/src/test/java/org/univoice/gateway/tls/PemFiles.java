package org.univoice.gateway.tls;

import com.linecorp.armeria.common.TlsKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    TlsKeyPair pair = TlsKeyPair.ofSelfSigned("localhost");
    X509Certificate shown = pair.certificateChain().get(0);
    writeKey(pair.privateKey().getEncoded());
    try {
      Files.writeString(certificate, pem("CERTIFICATE", shown.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    return shown;
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
