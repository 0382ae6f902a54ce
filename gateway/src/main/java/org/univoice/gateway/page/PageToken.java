package org.univoice.gateway.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.univoice.gateway.digest.Sha256;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Where a list goes on, in a form that a client hands back and cannot make sense of. A check sum
 * binds it to what was listed: one that was made up, cut or taken from another list is refused. It
 * grants nothing: a list is always read for whoever asks.
 */
public final class PageToken {
  private static final int CHECK_BYTES = 12;
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  /**
   * @param list what is listed, such as a user's sessions
   * @param place the last item's keys; none holds a line break
   */
  public static String of(String list, List<String> place) {
    byte[] text = String.join(SEPARATOR, place).getBytes(StandardCharsets.UTF_8);
    byte[] token = Arrays.copyOf(check(list, text), CHECK_BYTES + text.length);
    System.arraycopy(text, 0, token, CHECK_BYTES, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The place that the token was made of, as the store reads it that made it. Anybody may compute
   * the check sum: what it binds need not be a place.
   *
   * @throws RefusedException INVALID_REQUEST when no list of that name gave this token
   */
  public static <T> T place(String list, String token, Function<List<String>, T> reading) {
    try {
      return reading.apply(place(list, token));
    } catch (IndexOutOfBoundsException | DateTimeException | IllegalArgumentException e) {
      throw forged();
    }
  }

  /**
   * The place that the token was made of.
   *
   * @throws RefusedException INVALID_REQUEST when no list of that name gave this token
   */
  static List<String> place(String list, String token) {
    byte[] bytes = decoded(token);
    if (bytes.length <= CHECK_BYTES) {
      throw forged();
    }
    byte[] text = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(bytes, CHECK_BYTES), check(list, text))) {
      throw forged();
    }
    return List.of(new String(text, StandardCharsets.UTF_8).split(SEPARATOR, -1));
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw forged();
    }
  }

  private static byte[] check(String list, byte[] text) {
    MessageDigest digest = Sha256.start();
    digest.update("univoice page token".getBytes(StandardCharsets.UTF_8));
    digest.update(list.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(text), CHECK_BYTES);
  }

  private static RefusedException forged() {
    return new RefusedException(
            ErrorCode.INVALID_REQUEST,
            "'nextToken' was not given out for this list.",
            "Send the nextToken of the last answer unchanged, or none to begin anew.")
        .about("nextToken");
  }
}
