package org.univoice.gateway.idempotency;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Decides what becomes of a request that carries a key: it is carried out once, and whoever sends
 * it again is answered what was answered first. See {@code docs/policies/idempotency.md}.
 */
public final class Idempotency {
  private static final Duration KEPT = Duration.ofHours(24);

  /**
   * Longer than any request takes, also after its client was told that it takes too long: a voice
   * is measured in up to twelve pieces of ten seconds. A gateway that ends in the middle blocks the
   * key no longer than this.
   */
  private static final Duration CLAIMED = Duration.ofMinutes(5);

  private static final int LARGEST_BODY_BYTES = 64 * 1024;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final int FINGERPRINT_BYTES = 32;
  private static final int CLAIM_BYTES = 16;
  private static final byte CLAIM = 0;
  private static final byte RESPONSE = 1;
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final IdempotencyStore store;
  private final SecureRandom random = new SecureRandom();

  public Idempotency(IdempotencyStore store) {
    this.store = store;
  }

  /**
   * @param caller who sends it: a key is known within a caller's requests only
   * @param fingerprint SHA-256 of what is asked: method, path and body
   * @return the first answer, or a claim to give one
   * @throws RefusedException when the key is none, was used for something else, or is in use
   */
  public Turn begin(String caller, String key, byte[] fingerprint) {
    if (!KEY.matcher(key).matches()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "'Idempotency-Key' is not a key.",
          "Send 1 to 128 letters, digits, '.', '_', ':' or '-', such as a random UUID.");
    }
    SealedResponse seal = new SealedResponse(caller, key);
    byte[] claim = claim(fingerprint);
    Optional<byte[]> there = store.putIfAbsent(seal.id(), claim, CLAIMED);
    return there.isEmpty()
        ? new Claim(seal, claim)
        : new Again(answered(seal, fingerprint, there.get()));
  }

  private static KeptResponse answered(SealedResponse seal, byte[] fingerprint, byte[] there) {
    byte[] first = Arrays.copyOfRange(there, 1, 1 + FINGERPRINT_BYTES);
    if (!Arrays.equals(first, fingerprint)) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "This 'Idempotency-Key' was sent with another request before.",
              "Send a new key with every new request, and the same key only to repeat one.")
          .withStatus(UNPROCESSABLE);
    }
    if (there[0] == CLAIM) {
      throw new RefusedException(
              ErrorCode.THROTTLED,
              "The first request with this 'Idempotency-Key' is still being served.",
              "Send it again in a moment; it is carried out once only.",
              1)
          .withStatus(CONFLICT);
    }
    return seal.open(Arrays.copyOfRange(there, 1 + FINGERPRINT_BYTES, there.length));
  }

  private byte[] claim(byte[] fingerprint) {
    byte[] nonce = new byte[CLAIM_BYTES];
    random.nextBytes(nonce);
    return entry(CLAIM, fingerprint, nonce);
  }

  private static byte[] entry(byte kind, byte[] fingerprint, byte[] rest) {
    return ByteBuffer.allocate(1 + FINGERPRINT_BYTES + rest.length)
        .put(kind)
        .put(fingerprint, 0, FINGERPRINT_BYTES)
        .put(rest)
        .array();
  }

  /** A failure of ours, or a refusal that may end by itself, is no answer to keep. */
  private static boolean worthKeeping(KeptResponse response) {
    boolean passing =
        switch (response.status()) {
          case 401, 403, 408, CONFLICT, 425, 429 -> true;
          default -> response.status() >= 500;
        };
    return !passing && response.body().length <= LARGEST_BODY_BYTES;
  }

  /** What is to be done with a request. */
  public sealed interface Turn {}

  /** It was answered already. */
  public record Again(KeptResponse response) implements Turn {}

  /** It is to be served now; its end must be told. */
  public final class Claim implements Turn {
    private final SealedResponse seal;
    private final byte[] claim;

    private Claim(SealedResponse seal, byte[] claim) {
      this.seal = seal;
      this.claim = claim;
    }

    public void answered(KeptResponse response) {
      if (worthKeeping(response)) {
        byte[] fingerprint = Arrays.copyOfRange(claim, 1, 1 + FINGERPRINT_BYTES);
        store.replace(seal.id(), claim, entry(RESPONSE, fingerprint, seal.seal(response)), KEPT);
      } else {
        failed();
      }
    }

    /** The same key may be tried again. */
    public void failed() {
      store.remove(seal.id(), claim);
    }
  }
}
