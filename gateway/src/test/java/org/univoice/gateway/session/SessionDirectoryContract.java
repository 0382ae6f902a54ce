package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.session.SessionDirectory.Abandoned;
import org.univoice.gateway.session.SessionDirectory.Joined;
import org.univoice.gateway.session.SessionDirectory.Left;

/** What every directory does. */
public abstract class SessionDirectoryContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Configuration CONFIGURATION =
      new Configuration(new AudioFormat("pcm16", 48_000, 2), "en-US", "pt-BR", Captions.FINAL);

  private final SessionDirectory directory = directory();
  private final String session = new RandomIds().get();
  private final String home = new RandomIds().get();
  private final String other = new RandomIds().get();

  protected abstract SessionDirectory directory();

  @Test
  void shouldKnowASessionUntilItsLastParticipantHasLeft() {
    SharedSession opened = open();
    assertThat(directory.session(session)).contains(opened);
    join("ana");
    join("rui");

    assertThat(directory.leave(session, "ana", 0)).isEqualTo(Left.LEFT);
    assertThat(directory.leave(session, "ana", 0)).isEqualTo(Left.NOT_HELD);
    assertThat(directory.leave(session, "rui", 0)).isEqualTo(Left.AS_THE_LAST);

    assertThat(directory.session(session)).isEmpty();
    assertThat(directory.participants(session)).isEmpty();
    assertThat(joining("eva")).isEqualTo(Joined.NO_SUCH_SESSION);
  }

  @Test
  void shouldHoldNoMoreThanItMayWhoeverJoinsWhere() throws Exception {
    open();
    ExecutorService gateways = Executors.newFixedThreadPool(8);
    List<Callable<Joined>> wishes =
        IntStream.range(0, 20)
            .mapToObj(i -> (Callable<Joined>) () -> directory.join(session, someone("p" + i), 3))
            .toList();

    int joined = 0;
    for (Future<Joined> answer : gateways.invokeAll(wishes)) {
      joined += answer.get() == Joined.JOINED ? 1 : 0;
    }
    gateways.shutdown();

    assertThat(joined).isEqualTo(3);
    assertThat(directory.participants(session)).hasSize(3);
  }

  @Test
  void shouldGiveWhateverIsKnownToWhoTakesAParticipantOverInANewTerm() {
    open();
    join("ana");
    SharedParticipant known = held("ana", home, 0, true);
    assertThat(directory.update(session, known)).isTrue();
    assertThat(directory.participant(session, "ana")).contains(known);

    assertThat(directory.take(session, "ana", home)).map(SharedParticipant::term).contains(0L);
    Optional<SharedParticipant> taken = directory.take(session, "ana", other);

    assertThat(taken).contains(held("ana", other, 1, false));
    assertThat(directory.participants(session)).containsExactly(taken.get());
    assertThat(directory.take(session, "ana", home)).map(SharedParticipant::term).contains(2L);
    assertThat(directory.take(session, "nobody", home)).isEmpty();
    assertThat(directory.take("nowhere", "ana", home)).isEmpty();
  }

  @Test
  void shouldBelieveNothingOfAFormerTerm() {
    open();
    join("ana");
    directory.take(session, "ana", other);

    assertThat(directory.update(session, held("ana", home, 0, true))).isFalse();
    assertThat(directory.leave(session, "ana", 0)).isEqualTo(Left.NOT_HELD);

    assertThat(directory.participant(session, "ana"))
        .map(SharedParticipant::gateway)
        .contains(other);
  }

  @Test
  void shouldNotBringBackWhoHasLeft() {
    open();
    join("ana");
    join("rui");
    directory.leave(session, "ana", 0);

    assertThat(directory.update(session, held("ana", home, 0, true))).isFalse();
    directory.active(session, NOW);
    directory.leave(session, "rui", 0);
    directory.active(session, NOW);

    assertThat(directory.session(session)).isEmpty();
    assertThat(directory.lastActive(session)).isEmpty();
  }

  @Test
  void shouldForgetASessionThatIsEndedWithEverybodyInItAtOnce() {
    open();
    join("ana");
    join("rui");
    SharedParticipant ana = held("ana", home, 0, true);
    directory.update(session, ana);
    SharedParticipant rui = directory.take(session, "rui", other).orElseThrow();

    assertThat(directory.end(session)).containsExactlyInAnyOrder(ana, rui);

    assertThat(directory.end(session)).isEmpty();
    assertThat(directory.session(session)).isEmpty();
    assertThat(directory.update(session, ana)).isFalse();
    assertThat(directory.take(session, "ana", home)).isEmpty();
    assertThat(joining("eva")).isEqualTo(Joined.NO_SUCH_SESSION);
  }

  @Test
  void shouldKnowWhenSomebodySpokeLast() {
    open();
    assertThat(directory.lastActive(session)).isEmpty();

    directory.active(session, NOW);

    assertThat(directory.lastActive(session)).contains(NOW);
  }

  @Test
  void shouldNameThoseWhoseGatewayIsGone() {
    open();
    join("ana");
    join("rui");
    directory.take(session, "rui", other);
    directory.beat(home, NOW);
    directory.beat(other, NOW.plusSeconds(60));
    assertThat(directory.abandoned(NOW)).doesNotContain(new Abandoned(session, "ana", home));

    assertThat(directory.abandoned(NOW.plusSeconds(1)))
        .contains(new Abandoned(session, "ana", home))
        .doesNotContain(new Abandoned(session, "rui", other));
  }

  @Test
  void shouldForgetASessionToWhichNobodyCameButNoOther() {
    open();
    join("ana");
    directory.forgetEmpty(session);
    assertThat(directory.session(session)).isPresent();
  }

  @Test
  void shouldForgetWhomAGatewayHoldsNoMore() {
    open();
    join("ana");
    Abandoned ana = new Abandoned(session, "ana", home);
    List<Abandoned> begun = directory.begunBy(home);

    directory.forget(ana);

    assertThat(directory.begunBy(home)).doesNotContain(ana);
    assertThat(begun).isSubsetOf(ana);
  }

  private SharedSession open() {
    SharedSession opened =
        new SharedSession(session, "owner", "clinic", NOW, Duration.ofMinutes(15));
    directory.open(opened);
    return opened;
  }

  private void join(String id) {
    assertThat(joining(id)).isEqualTo(Joined.JOINED);
  }

  private Joined joining(String id) {
    return directory.join(session, someone(id), 10);
  }

  private SharedParticipant someone(String id) {
    return SharedParticipant.joining(
        id, "user of " + id, "Name of " + id, Set.of(Permission.SPEAK), home);
  }

  private static SharedParticipant held(String id, String gateway, long term, boolean connected) {
    return new SharedParticipant(
        id,
        "user of " + id,
        "Name of " + id,
        Set.of(Permission.SPEAK),
        Optional.of(CONFIGURATION),
        TrackState.PAUSED,
        gateway,
        term,
        connected);
  }
}
