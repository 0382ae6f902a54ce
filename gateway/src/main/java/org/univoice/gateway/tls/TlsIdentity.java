package org.univoice.gateway.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a listener shows of itself.
 *
 * @param chain its own certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * @param certificates PEM
   * @param key PEM, PKCS #8 without a password, RSA or EC
   * @throws IllegalArgumentException when they are not that, or do not belong together
   */
  public static TlsIdentity of(byte[] certificates, byte[] key) {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificates))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("There is no certificate in the certificate's file.");
      }
      PublicKey shown = chain.get(0).getPublicKey();
      PrivateKey secret = privateKey(shown.getAlgorithm(), key);
      requirePair(secret, shown);
      return new TlsIdentity(secret, chain);
    } catch (GeneralSecurityException e) {
      // The key's bytes may be in the cause: its text is not passed on.
      throw new IllegalArgumentException(
          "Certificate and key cannot be read: " + e.getClass().getSimpleName() + ".");
    }
  }

  private static PrivateKey privateKey(String algorithm, byte[] pem)
      throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "There is no 'BEGIN PRIVATE KEY' in the key's file; 'openssl pkcs8 -topk8 -nocrypt'"
              + " makes one of other kinds.");
    }
    byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static void requirePair(PrivateKey secret, PublicKey shown)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            secret.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    byte[] text = {1, 2, 3};
    signature.initSign(secret);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException("The key does not belong to the certificate.");
    }
  }

  /** What the certificate is for, never the key. */
  @Override
  public String toString() {
    X509Certificate own = chain.get(0);
    return "TlsIdentity["
        + own.getSubjectX500Principal()
        + ", until "
        + own.getNotAfter().toInstant()
        + "]";
  }
}
