package org.univoice.gateway.access.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

/** What lets guests in, against whoever would like to make or bend it. */
class GuestTokensPropertyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(86_400);
  private static final GuestKey KEY = GuestKey.of("a key of thirty-two bytes or more");

  private final GuestTokens tokens = new GuestTokens(KEY);

  @Property(tries = 300)
  void shouldReadWhatItHasWrittenUntilItExpires(
      @ForAll @NotEmpty @StringLength(max = 60) String session,
      @ForAll @NotEmpty @StringLength(max = 60) String participant,
      @ForAll @LongRange(min = 1, max = 90_000) long seconds) {
    String invitation = tokens.write(new Invitation(utf8(session), NOW.plusSeconds(seconds)));
    GuestPass pass = new GuestPass(utf8(session), utf8(participant), NOW.plusSeconds(seconds));
    String guest = tokens.write(pass);

    assertThat(invitation).startsWith("uvi_");
    assertThat(guest).startsWith("uvg_");
    assertThat(tokens.invitation(invitation, NOW))
        .contains(new Invitation(utf8(session), NOW.plusSeconds(seconds)));
    assertThat(tokens.pass(guest, NOW)).contains(pass);
    Instant end = NOW.plusSeconds(seconds);
    assertThat(tokens.invitation(invitation, end.minusMillis(1))).isPresent();
    assertThat(tokens.invitation(invitation, end)).isEmpty();
    assertThat(tokens.pass(guest, end)).isEmpty();
  }

  /** Of the bytes that are signed, and of the signature. */
  @Property(tries = 1_000)
  void shouldTakeNoTokenOfWhichABitWasChanged(
      @ForAll boolean guest, @ForAll @IntRange(max = 10_000) int where) {
    String genuine = genuine(guest);
    byte[] bytes = bytes(genuine);
    int bit = where % (8 * bytes.length);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);

    assertTakenForNothing(genuine.substring(0, 4) + text(bytes));
  }

  /** Also the bits of the last letter that say nothing. */
  @Property(tries = 1_000)
  void shouldTakeNoTokenOfWhichALetterWasChanged(
      @ForAll boolean guest,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll @CharRange(from = ' ', to = '~') char other) {
    String genuine = genuine(guest);
    // The last one every third time: chance alone would seldom find it.
    int at = where % 3 == 0 ? genuine.length() - 1 : where % genuine.length();
    StringBuilder changed = new StringBuilder(genuine);
    changed.setCharAt(at, other);

    if (genuine.charAt(at) != other) {
      assertTakenForNothing(changed.toString());
    }
  }

  @Property(tries = 300)
  void shouldTakeNoTokenThatWasCutOrGrew(
      @ForAll boolean guest, @ForAll @IntRange(max = 200) int left, @ForAll byte[] more) {
    String genuine = genuine(guest);
    byte[] bytes = bytes(genuine);
    byte[] grown = new byte[bytes.length + more.length + 1];
    System.arraycopy(bytes, 0, grown, 0, bytes.length);
    System.arraycopy(more, 0, grown, bytes.length, more.length);

    assertTakenForNothing(genuine.substring(0, left % genuine.length()));
    assertTakenForNothing(genuine.substring(0, 4) + text(grown));
    assertTakenForNothing(genuine + "=");
  }

  @Property(tries = 300)
  void shouldTakeNoKindOfTokenForTheOther(
      @ForAll @StringLength(max = 40) String session,
      @ForAll @StringLength(max = 40) String participant) {
    String invitation = tokens.write(new Invitation(utf8(session), LATER));
    String guest = tokens.write(new GuestPass(utf8(session), utf8(participant), LATER));

    assertThat(tokens.pass(invitation, NOW)).isEmpty();
    assertThat(tokens.invitation(guest, NOW)).isEmpty();
    assertTakenForNothing("uvg_" + invitation.substring(4));
    assertTakenForNothing("uvi_" + guest.substring(4));
  }

  @Example
  void shouldTakeNoTokenOfAnotherKey() {
    GuestTokens others = new GuestTokens(GuestKey.of("another key of thirty-two bytes!"));

    assertTakenForNothing(others.write(new Invitation("s", LATER)));
    assertTakenForNothing(others.write(new GuestPass("s", "p", LATER)));
    assertThat(new GuestTokens(GuestKey.of("a key of thirty-two bytes or more")))
        .satisfies(same -> assertThat(same.invitation(genuine(false), NOW)).isPresent());
    assertTakenForNothing(new GuestTokens(GuestKey.random()).write(new Invitation("s", LATER)));
  }

  @Example
  void shouldRefuseAKeyThatIsTooShortAndSayNothingOfOneThatIsNot() {
    assertThatThrownBy(() -> GuestKey.of("x".repeat(31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UNIVOICE_INVITATION_KEY")
        .hasMessageNotContaining("xx");
    assertThat(KEY.toString()).doesNotContain("thirty");
  }

  private String genuine(boolean guest) {
    return guest
        ? tokens.write(new GuestPass("session", "participant", LATER))
        : tokens.write(new Invitation("session", LATER));
  }

  private void assertTakenForNothing(String token) {
    assertThat(tokens.invitation(token, NOW)).as(token).isEmpty();
    assertThat(tokens.pass(token, NOW)).as(token).isEmpty();
  }

  /** Half of a pair of surrogates is no text that could be written down. */
  private static String utf8(String any) {
    return new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String token) {
    return Base64.getUrlDecoder().decode(token.substring(4));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
