package org.univoice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

class AuthenticationTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final Authenticator NEVER =
      credentials -> {
        throw new RefusedException(ErrorCode.UNAUTHORIZED, "Not genuine.", "Send another.");
      };

  private final List<AuditEntry> entries = new ArrayList<>();

  @Test
  void shouldWriteDownWhoCameInAndWhoDidNot() {
    Authentication authentication =
        new Authentication(new ApiTokenAuthenticator(TOKEN), entries::add, new MutableClock());

    assertThat(authentication.of(bearer(TOKEN), "curl", "r1").principal().userId())
        .isEqualTo("local");
    assertThatThrownBy(() -> authentication.of(bearer("wrong"), "curl", "r2"))
        .isInstanceOf(RefusedException.class);

    assertThat(entries)
        .extracting(AuditEntry::userId, AuditEntry::action, AuditEntry::result)
        .containsExactly(
            tuple("local", "AUTHENTICATE", AuditEntry.Result.SUCCESS),
            tuple("", "AUTHENTICATE", AuditEntry.Result.FAILURE));
    assertThat(entries.get(1).details())
        .isEqualTo(Map.of("requestId", "r2", "code", "UNAUTHORIZED"));
    assertThat(entries.toString()).doesNotContain(TOKEN).doesNotContain("wrong");
  }

  @Test
  void shouldNotLetALaterAuthenticatorTakeWhatAnEarlierRefused() {
    AuthenticatorChain chain =
        new AuthenticatorChain(List.of(NEVER, new ApiTokenAuthenticator(TOKEN)));

    assertThatThrownBy(() -> chain.authenticate(bearer(TOKEN))).hasMessage("Not genuine.");
  }

  @Test
  void shouldRefuseTwoProofsAtOnceAndNone() {
    AuthenticatorChain chain = new AuthenticatorChain(List.of());
    Credentials both =
        new Credentials(Optional.of("Bearer " + TOKEN), Optional.of("key"), "192.0.2.1");

    assertThatThrownBy(() -> chain.authenticate(both)).hasMessageContaining("two proofs");
    assertThatThrownBy(
            () ->
                chain.authenticate(
                    new Credentials(Optional.empty(), Optional.empty(), "192.0.2.1")))
        .hasMessageContaining("does not carry a proof");
  }

  private static Credentials bearer(String token) {
    return new Credentials(Optional.of("bearer  " + token), Optional.empty(), "192.0.2.1");
  }
}
