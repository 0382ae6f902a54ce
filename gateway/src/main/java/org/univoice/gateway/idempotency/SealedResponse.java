package org.univoice.gateway.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.univoice.gateway.digest.Sha256;

/**
 * A response that only who knows the caller's key can read: it may hold a ticket or a secret, and
 * lies where more can look than should. Neither key nor caller stands in the id.
 */
final class SealedResponse {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] secret;

  /**
   * @param caller whose key it is: two callers may choose the same
   */
  SealedResponse(String caller, String key) {
    this.secret = sha256("response", caller, key);
  }

  String id() {
    return HexFormat.of().formatHex(sha256("id", HexFormat.of().formatHex(secret)));
  }

  byte[] seal(KeptResponse response) {
    List<String> headers = new ArrayList<>();
    response
        .headers()
        .forEach(header -> headers.addAll(List.of(header.getKey(), header.getValue())));
    try {
      byte[] head = JSON.writeValueAsBytes(new Head(response.status(), headers));
      ByteBuffer plain = ByteBuffer.allocate(Integer.BYTES + head.length + response.body().length);
      plain.putInt(head.length).put(head).put(response.body());
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.array());
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  KeptResponse open(byte[] sealed) {
    try {
      ByteBuffer all = ByteBuffer.wrap(sealed);
      byte[] nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      byte[] rest = new byte[all.remaining()];
      all.get(rest);
      ByteBuffer plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(rest));
      byte[] head = new byte[plain.getInt()];
      plain.get(head);
      byte[] body = new byte[plain.remaining()];
      plain.get(body);
      Head read = JSON.readValue(head, Head.class);
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      for (int i = 0; i + 1 < read.headers().size(); i += 2) {
        headers.add(Map.entry(read.headers().get(i), read.headers().get(i + 1)));
      }
      return new KeptResponse(read.status(), headers, body);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A kept response cannot be read", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  /** Each part with its length, so that no two lists of parts read alike. */
  static byte[] sha256(String... parts) {
    MessageDigest digest = Sha256.start();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return digest.digest();
  }

  private record Head(int status, List<String> headers) {}
}
