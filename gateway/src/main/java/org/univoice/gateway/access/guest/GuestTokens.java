package org.univoice.gateway.access.guest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads what lets guests in. Nothing is kept of them: a token says everything itself and
 * is signed.
 *
 * <p>A token is its purpose's prefix and, in base64url without padding, version (1 byte), purpose
 * (1), expiry in milliseconds since the epoch (8, big-endian), each id with its length before it
 * (1) in UTF-8, and the HMAC-SHA-256 of all that (32). The purpose is signed with the rest, so that
 * no kind of token is taken for the other, whatever prefix it is given.
 */
public final class GuestTokens {
  public static final String INVITATION = "uvi_";
  public static final String GUEST = "uvg_";

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + 1 + Long.BYTES;
  private static final int SIGNATURE_BYTES = 32;
  private static final int LONGEST_ID_BYTES = 255;

  /** More than any that is written here has: two of the longest ids, in base64. */
  private static final int LONGEST_TOKEN = 800;

  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

  private final GuestKey key;

  /** What a token is for. */
  private enum Purpose {
    INVITE(GuestTokens.INVITATION, 1, 1),
    PROVE(GuestTokens.GUEST, 2, 2);

    private final String prefix;
    private final byte number;
    private final int ids;

    Purpose(String prefix, int number, int ids) {
      this.prefix = prefix;
      this.number = (byte) number;
      this.ids = ids;
    }
  }

  private record Content(Instant expiresAt, List<String> ids) {}

  public GuestTokens(GuestKey key) {
    this.key = key;
  }

  public String write(Invitation invitation) {
    return write(Purpose.INVITE, invitation.expiresAt(), invitation.sessionId());
  }

  public String write(GuestPass pass) {
    return write(Purpose.PROVE, pass.expiresAt(), pass.sessionId(), pass.participantId());
  }

  /** Empty when it is damaged, expired, of another key or no invitation. */
  public Optional<Invitation> invitation(String token, Instant now) {
    return read(Purpose.INVITE, token, now)
        .map(found -> new Invitation(found.ids().get(0), found.expiresAt()));
  }

  /** Empty when it is damaged, expired, of another key or no guest token. */
  public Optional<GuestPass> pass(String token, Instant now) {
    return read(Purpose.PROVE, token, now)
        .map(found -> new GuestPass(found.ids().get(0), found.ids().get(1), found.expiresAt()));
  }

  private String write(Purpose purpose, Instant expiresAt, String... ids) {
    ByteBuffer content = ByteBuffer.allocate(HEAD_BYTES + ids.length * (1 + LONGEST_ID_BYTES));
    content.put(VERSION).put(purpose.number).putLong(expiresAt.toEpochMilli());
    for (String id : ids) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > LONGEST_ID_BYTES) {
        throw new IllegalArgumentException("An id of " + bytes.length + " bytes is none of ours.");
      }
      content.put((byte) bytes.length).put(bytes);
    }
    byte[] signed = Arrays.copyOf(content.array(), content.position());
    byte[] all = Arrays.copyOf(signed, signed.length + SIGNATURE_BYTES);
    System.arraycopy(key.sign(signed), 0, all, signed.length, SIGNATURE_BYTES);
    return purpose.prefix + TO_TEXT.encodeToString(all);
  }

  private Optional<Content> read(Purpose purpose, String token, Instant now) {
    return bytes(purpose, token)
        .flatMap(this::signed)
        .flatMap(signed -> content(purpose, signed))
        .filter(content -> now.isBefore(content.expiresAt()));
  }

  private static Optional<byte[]> bytes(Purpose purpose, String token) {
    if (!token.startsWith(purpose.prefix) || token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    String text = token.substring(purpose.prefix.length());
    try {
      byte[] bytes = FROM_TEXT.decode(text);
      // The last letter has bits that say nothing: one token has one way to be written.
      return TO_TEXT.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What was signed, when it was signed with this key. Nothing of it is looked at before. */
  private Optional<byte[]> signed(byte[] all) {
    if (all.length < HEAD_BYTES + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    int length = all.length - SIGNATURE_BYTES;
    byte[] signed = Arrays.copyOf(all, length);
    byte[] offered = Arrays.copyOfRange(all, length, all.length);
    return MessageDigest.isEqual(key.sign(signed), offered)
        ? Optional.of(signed)
        : Optional.empty();
  }

  private static Optional<Content> content(Purpose purpose, byte[] signed) {
    ByteBuffer content = ByteBuffer.wrap(signed);
    if (content.get() != VERSION || content.get() != purpose.number) {
      return Optional.empty();
    }
    Instant expiresAt = Instant.ofEpochMilli(content.getLong());
    List<String> ids = new ArrayList<>();
    while (content.hasRemaining()) {
      byte[] id = new byte[Byte.toUnsignedInt(content.get())];
      if (id.length > content.remaining()) {
        return Optional.empty();
      }
      content.get(id);
      ids.add(new String(id, StandardCharsets.UTF_8));
    }
    return ids.size() == purpose.ids ? Optional.of(new Content(expiresAt, ids)) : Optional.empty();
  }
}
