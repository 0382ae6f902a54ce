package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.page.PageToken;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;

/** What every store of sessions does. */
public abstract class SessionStoreContract {
  protected static final Instant START = Instant.parse("2030-05-01T10:00:00.123Z");

  private final String user = "user-" + UUID.randomUUID();
  protected SessionStore store;

  protected abstract SessionStore store();

  @BeforeEach
  void open() {
    store = store();
  }

  @Test
  void shouldGiveBackEverythingThatWasKept() {
    StoredSession full = full();
    store.create(full);
    assertThat(store.find(full.sessionId())).contains(full);
  }

  @Test
  void shouldKeepASessionOfWhichNothingIsKnownYet() {
    StoredSession session = opened(START);
    store.create(session);
    assertThat(store.find(session.sessionId())).contains(session);
    assertThat(store.find("another")).isEmpty();
  }

  @Test
  void shouldNotReplaceASessionByANewOneOfItsId() {
    StoredSession session = opened(START);
    store.create(session);
    StoredSession other = renamed(session, "somebody else");

    assertThatThrownBy(() -> store.create(other))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_ERROR));
    assertThat(store.find(session.sessionId())).contains(session);
  }

  @Test
  void shouldTakeTheSameAgainBecauseAnAnswerMayHaveBeenLost() {
    StoredSession session = opened(START);
    store.create(session);
    store.create(session);
    StoredSession next = paused(session);
    store.update(next);
    store.update(next);
    assertThat(store.find(session.sessionId())).contains(next);
  }

  @Test
  void shouldRefuseAStateThatFollowsAnotherThanWhatIsThere() {
    StoredSession session = opened(START);
    assertThatThrownBy(() -> store.update(paused(session)))
        .isInstanceOf(StaleVersionException.class);
    store.create(session);
    store.update(paused(session));

    assertThatThrownBy(() -> store.update(renamed(paused(session), "somebody else")))
        .isInstanceOf(StaleVersionException.class);
    assertThat(store.find(session.sessionId())).contains(paused(session));
  }

  @Test
  void shouldLetExactlyOneOfManyWinWhoChangeTheSameState() throws Exception {
    StoredSession session = opened(START);
    store.create(session);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        StoredSession mine = renamed(paused(session), "user " + i);
        tries.add(threads.submit(() -> wins(mine)));
      }
      int winners = 0;
      for (Future<Boolean> each : tries) {
        winners += each.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean wins(StoredSession session) {
    try {
      store.update(session);
      return true;
    } catch (StaleVersionException e) {
      return false;
    }
  }

  @Test
  void shouldListAUsersSessionsNewestFirstPageByPage() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      StoredSession session = opened(START.plusSeconds(i));
      store.create(session);
      expected.add(0, session.sessionId());
    }
    List<String> seen = new ArrayList<>();
    Optional<String> token = Optional.empty();
    int pages = 0;
    do {
      Page<StoredSession> page = store.ofUser(user, 3, token);
      page.items().forEach(session -> seen.add(session.sessionId()));
      token = page.nextToken();
    } while (token.isPresent() && ++pages < 10);

    assertThat(seen).containsExactlyElementsOf(expected);
    assertThat(store.ofUser("nobody", 3, Optional.empty()).items()).isEmpty();
  }

  @Test
  void shouldRefuseATokenThatWasMadeUpOrIsOfAnotherUser() {
    store.create(opened(START));
    store.create(opened(START.plusSeconds(1)));
    String token = store.ofUser(user, 1, Optional.empty()).nextToken().orElseThrow();

    List<String> made =
        List.of(
            // Anybody may compute the check sum.
            PageToken.of(user, List.of("")),
            PageToken.of(user, List.of("1")),
            PageToken.of(user, List.of("soon", "session")),
            PageToken.of(user, List.of("1", "")));
    for (String forged :
        Stream.concat(made.stream(), Stream.of("1", "", "%%%", token.substring(2), token + "AAAA"))
            .toList()) {
      assertThatThrownBy(() -> store.ofUser(user, 1, Optional.of(forged)))
          .as(forged)
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
    assertThatThrownBy(() -> store.ofUser("somebody else", 1, Optional.of(token)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void shouldForgetWhatIsDeleted() {
    StoredSession session = opened(START);
    store.create(session);
    store.delete(session.sessionId());
    store.delete(session.sessionId());
    assertThat(store.find(session.sessionId())).isEmpty();
    assertThat(store.ofUser(user, 5, Optional.empty()).items()).isEmpty();
  }

  protected StoredSession opened(Instant start) {
    return StoredSession.opened(
        UUID.randomUUID().toString(), user, "", SessionSettings.DEFAULT, start);
  }

  private StoredSession full() {
    SpeakerRecord speaker = new SpeakerRecord("S1", "p-1", START.plusMillis(5), 3, 12_345);
    SessionShare share =
        new SessionShare(
            START.plusSeconds(9),
            Optional.of(START.plusSeconds(10)),
            true,
            Map.of("S1", speaker),
            3,
            LatencyHistogram.EMPTY.with(900).with(1_400),
            2,
            1.75,
            2,
            Map.of("a1", "Ana"));
    return new StoredSession(
        UUID.randomUUID().toString(),
        user,
        "tenant",
        SessionStatus.ENDED,
        "en-US",
        "pt-BR",
        Map.of("S1", speaker),
        START,
        Optional.of(START.plusSeconds(10)),
        new SessionSettings(
            true,
            false,
            4,
            1_500,
            QualityMode.QUALITY,
            Optional.of("medicine"),
            new RecognitionWishes(List.of("Quilter", "al Zaman"), true, false),
            new TranslationWishes("medical", TranslationWishes.Formality.FORMAL)),
        new SessionFigures(3, 1_150.5, 900, 1_400, 1_400, 2, 0.875),
        Map.of("gateway-1", share),
        1);
  }

  private static StoredSession paused(StoredSession session) {
    return changed(session, session.userId(), SessionStatus.PAUSED, session.version() + 1);
  }

  private static StoredSession renamed(StoredSession session, String user) {
    return changed(session, user, session.status(), session.version());
  }

  private static StoredSession changed(
      StoredSession session, String user, SessionStatus status, long version) {
    return new StoredSession(
        session.sessionId(),
        user,
        session.tenant(),
        status,
        session.sourceLanguage(),
        session.targetLanguage(),
        session.speakers(),
        session.startTime(),
        session.endTime(),
        session.settings(),
        session.figures(),
        session.shares(),
        version);
  }
}
