package org.univoice.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.idempotency.Idempotency.Again;
import org.univoice.gateway.idempotency.Idempotency.Claim;

/** What holds wherever responses are kept. */
public abstract class IdempotencyContract {
  private static final byte[] ASKED = SealedResponse.sha256("POST", "/v1/sessions", "{}");
  private static final byte[] ASKED_OTHERWISE = SealedResponse.sha256("POST", "/v1/other", "{}");

  private final String key = UUID.randomUUID().toString();

  protected abstract Idempotency idempotency();

  @Test
  void shouldAnswerTheFirstResponseAgain() {
    begun("ann").answered(response(201, "{\"sessionId\":\"1\"}"));
    KeptResponse again = ((Again) idempotency().begin("ann", key, ASKED)).response();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.headers()).containsExactly(Map.entry("content-type", "application/json"));
    assertThat(new String(again.body(), UTF_8)).isEqualTo("{\"sessionId\":\"1\"}");
  }

  @Test
  void shouldKnowAKeyWithinItsCallersRequestsOnly() {
    begun("ann").answered(response(201, "ann's"));
    assertThat(idempotency().begin("bob", key, ASKED)).isInstanceOf(Claim.class);
  }

  @Test
  void shouldRefuseTheKeyForAnotherRequest() {
    begun("ann").answered(response(201, "first"));
    assertThatThrownBy(() -> idempotency().begin("ann", key, ASKED_OTHERWISE))
        .asInstanceOf(type(RefusedException.class))
        .satisfies(refused -> assertThat(refused.httpStatus()).isEqualTo(422));
  }

  @Test
  void shouldAskWhoComesDuringTheFirstToComeAgain() {
    Claim first = begun("ann");
    assertThatThrownBy(() -> idempotency().begin("ann", key, ASKED))
        .asInstanceOf(type(RefusedException.class))
        .satisfies(
            refused -> {
              assertThat(refused.httpStatus()).isEqualTo(409);
              assertThat(refused.retryAfterSeconds()).isPositive();
            });
    first.answered(response(200, "done"));
    assertThat(idempotency().begin("ann", key, ASKED)).isInstanceOf(Again.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 409, 429, 500, 503})
  void shouldCarryOutAgainWhatMayEndOtherwiseNextTime(int status) {
    begun("ann").answered(response(status, "not now"));
    assertThat(idempotency().begin("ann", key, ASKED)).isInstanceOf(Claim.class);
  }

  @Test
  void shouldCarryOutAgainWhatFailed() {
    begun("ann").failed();
    assertThat(idempotency().begin("ann", key, ASKED)).isInstanceOf(Claim.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "é", "a\nb", "\"quoted\""})
  void shouldRefuseWhatIsNoKey(String wrong) {
    assertThatThrownBy(() -> idempotency().begin("ann", wrong, ASKED))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> idempotency().begin("ann", "a".repeat(129), ASKED))
        .isInstanceOf(RefusedException.class);
  }

  protected Claim begun(String caller) {
    return (Claim) idempotency().begin(caller, key, ASKED);
  }

  protected static KeptResponse response(int status, String body) {
    return new KeptResponse(
        status, List.of(Map.entry("content-type", "application/json")), body.getBytes(UTF_8));
  }
}
