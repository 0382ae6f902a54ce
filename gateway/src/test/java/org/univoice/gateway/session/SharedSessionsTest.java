package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Replayed;
import org.univoice.gateway.delivery.TrackPosition;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.Attached;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;

/** Two gateways of one deployment; the job is played. */
class SharedSessionsTest {
  private static final Configuration SPEAKING =
      new Configuration(new AudioFormat("pcm16", 16_000, 1), "en", "pt", Captions.ALL);
  private static final byte[] CHUNK = new byte[1_600];

  private final MutableClock clock = new MutableClock();
  private final MemorySessionDirectory remote = new MemorySessionDirectory();
  private final SessionDirectory directory =
      (SessionDirectory)
          Proxy.newProxyInstance(
              SessionDirectory.class.getClassLoader(),
              new Class<?>[] {SessionDirectory.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("leave")) {
                  this.meanwhile.run();
                }
                return answer(method.invoke(remote, arguments));
              });
  private final FakeStreamPublisher first = new FakeStreamPublisher();
  private final FakeStreamPublisher second = new FakeStreamPublisher();
  private final SessionBus bus = new MemorySessionBus();
  private final SessionRegistry here = gateway(first);
  private final SessionRegistry there = gateway(second);
  private final Connection connection = new Connection();
  private final Connection elsewhere = new Connection();

  private boolean losing;

  /** What happens while the directory is asked to let somebody go. */
  private Runnable meanwhile = () -> {};

  private Object answer(Object answer) {
    if (losing) {
      throw new RefusedException(ErrorCode.SERVICE_UNAVAILABLE, "away", "later", 1);
    }
    return answer;
  }

  private SessionRegistry gateway(FakeStreamPublisher stream) {
    return gateway(stream, 10);
  }

  private SessionRegistry gateway(FakeStreamPublisher stream, int most) {
    return new SessionRegistry(
        new SessionLimits(most, 2, Duration.ofMinutes(2), Duration.ofMinutes(15)),
        new RandomIds(),
        () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
        stream,
        directory,
        Runnable::run,
        clock);
  }

  @Test
  void shouldGoOnAtAnotherGatewayWhereTheJobSaysThatTheTrackStands() {
    Seat former = speaking();
    former.participant().audio(connection, new byte[3 * CHUNK.length + 100]);
    Seat taken = there.take(claims(former));
    taken.participant().attach(elsewhere);
    var ready = taken.participant().resume(elsewhere, 7).toCompletableFuture();
    assertThat(ready).isNotDone();
    assertThatThrownBy(() -> taken.participant().audio(elsewhere, CHUNK))
        .hasMessageContaining("Where your audio stands");

    answer(taken, new TrackPosition(2, 100, 5_000, false));

    assertThat(ready).isCompleted();
    assertThat(taken.participant().receivedMillis()).isEqualTo(100);
    taken.participant().audio(elsewhere, CHUNK);
    assertThat(second.records()).allMatch(record -> record.getTerm() == 1);
    assertThat(audio(second, taken))
        .singleElement()
        .matches(chunk -> chunk.getSequence() == 2 && chunk.getStartMs() == 100);
  }

  @Test
  void shouldStayWithWhatWasConfiguredAndPaused() {
    Seat former = speaking();
    former.participant().pause(connection);
    here.share(former.session(), former.participant());

    Seat taken = resumedThere(former, new TrackPosition(0, 0, 0, false));

    assertThat(taken.participant().configuration()).contains(SPEAKING);
    assertThat(taken.participant().state()).isEqualTo(TrackState.PAUSED);
  }

  @Test
  void shouldBelieveTheJobWhetherTheAudioIsComplete() {
    Seat former = speaking();
    former.participant().stop(connection);
    here.share(former.session(), former.participant());

    assertThat(resumedThere(former, new TrackPosition(9, 450, 1, false)).participant().state())
        .isEqualTo(TrackState.LIVE);
    Seat back = here.take(claims(former));
    back.participant().attach(connection);
    back.participant().resume(connection, 0);
    deliver(here, first, back, new TrackPosition(9, 450, 1, true));

    assertThat(back.participant().state()).isEqualTo(TrackState.STOPPED);
  }

  @Test
  void shouldAskTheJobAgainWhichMayHaveLostTheQuestion() {
    Seat taken = there.take(claims(speaking()));
    taken.participant().attach(elsewhere);
    var ready = taken.participant().resume(elsewhere, 7).toCompletableFuture();

    clock.pass(Duration.ofSeconds(6));
    there.expire();

    assertThat(second.kinds())
        .containsExactly(BodyCase.OPENED, BodyCase.ATTACHED, BodyCase.ATTACHED);
    answer(taken, new TrackPosition(0, 0, 0, false));
    assertThat(ready).isCompleted();
  }

  @Test
  void shouldNotWaitForTheJobAtTheGatewayThatHasTheAudio() {
    Seat seat = speaking();
    seat.participant().audio(connection, CHUNK);
    seat.participant().detach(connection);

    Seat again = here.take(claims(seat));
    again.participant().attach(elsewhere);

    assertThat(again.participant()).isSameAs(seat.participant());
    assertThat(again.participant().resume(elsewhere, 0).toCompletableFuture()).isCompleted();
    assertThat(again.participant().receivedMillis()).isEqualTo(50);
  }

  @Test
  void shouldRefuseToGoOnInTheMiddleOfAFileWhoseHeaderOnlyTheFormerGatewayHasSeen() {
    Seat former = speaking(new AudioFormat("wav", 16_000, 1));
    Seat taken = there.take(claims(former));
    taken.participant().attach(elsewhere);
    var ready = taken.participant().resume(elsewhere, 0).toCompletableFuture();
    answer(taken, new TrackPosition(2, 100, 5_000, false));
    assertThat(ready).isCompletedExceptionally();

    var configured = taken.participant().configure(elsewhere, SPEAKING).toCompletableFuture();

    assertThat(configured).isCompleted();
    taken.participant().audio(elsewhere, CHUNK);
    assertThat(audio(second, taken)).singleElement().matches(chunk -> chunk.getSequence() == 2);
  }

  @Test
  void shouldSayNothingToTheJobOfWhomAnotherGatewayHasTaken() {
    Seat former = speaking();
    resumedThere(former, new TrackPosition(0, 0, 0, false));

    clock.pass(Duration.ofSeconds(30));
    here.expire();

    assertThat(connection.replaced).isTrue();
    assertThat(here.size()).isZero();
    assertThat(first.kinds()).containsExactly(BodyCase.OPENED);
    assertThat(there.size()).isEqualTo(1);
  }

  @Test
  void shouldEndWhomADeadGatewayLeftBehindOnceAndForAll() {
    Seat left = speaking();
    here.expire();

    clock.pass(Duration.ofSeconds(119));
    there.expire();
    assertThat(second.kinds()).isEmpty();
    clock.pass(Duration.ofSeconds(2));
    there.expire();
    there.expire();

    assertThat(second.kinds()).containsExactly(BodyCase.ENDED, BodyCase.LEFT);
    assertThat(second.records()).allMatch(record -> record.getTerm() == 1);
    assertThatThrownBy(() -> there.find(left.session().id(), left.participant().id()))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void shouldCountAndShowParticipantsOfAllGateways() {
    Seat ana = speaking();
    Participant rui =
        there.join(there.session(ana.session().id()), "Rui", Set.of(Permission.values()));

    assertThatThrownBy(() -> here.join(ana.session(), "Eva", Set.of(Permission.values())))
        .hasMessageContaining("at most 2");
    assertThat(here.everybody(ana.session()).toCompletableFuture().join())
        .extracting(SharedParticipant::name)
        .containsExactlyInAnyOrder("Ana", "Rui");

    here.leave(ana.session().id(), ana.participant());
    assertThat(there.find(ana.session().id(), rui.id()).name()).isEqualTo("Rui");
    there.leave(ana.session().id(), rui);
    assertThatThrownBy(() -> here.session(ana.session().id()))
        .hasMessageContaining("no such session");
  }

  @Test
  void shouldTellEveryGatewayOfANewNameAlsoWhereWhoAskedForItIsGone() {
    follow();
    Names heard = new Names();
    here.observe(heard);
    Seat ana = speaking();
    Seat rui = ruiThere(ana);

    rename(rui, "Rui Luz");
    rename(rui, "Rui");

    assertThat(heard.told).containsExactly("Rui Luz", "Rui");
    assertThat(nameOf(rui)).isEqualTo("Rui");
  }

  @Test
  void shouldTellOnceOfANewNameThatTheDirectoryTookWithoutAnAnswer() {
    follow();
    Names heard = new Names();
    here.observe(heard);
    Seat rui = ruiThere(speaking());
    losing = true;
    rename(rui, "Rui Luz");
    assertThat(heard.told).isEmpty();

    losing = false;
    there.share(rui.session(), rui.participant());
    there.share(rui.session(), rui.participant());

    assertThat(heard.told).containsExactly("Rui Luz");
  }

  private void rename(Seat who, String name) {
    String id = who.participant().id();
    bus.publish(who.session().id(), new SessionEvent.Rename(id, name));
  }

  private String nameOf(Seat who) {
    return here.find(who.session().id(), who.participant().id()).name();
  }

  @Test
  void shouldWarnAndThenEndASessionInWhichNobodySaysAnythingAnywhere() {
    Seat ana = speaking();
    Seat rui = there.take(claims(there.session(ana.session().id()), "Rui"));
    rui.participant().attach(elsewhere);
    minutes(13);
    rui.participant().active();
    minutes(13);
    assertThat(connection.notices).isEmpty();
    minutes(1);
    assertThat(connection.notices).containsExactly("SESSION_ENDING");
    assertThat(elsewhere.notices).containsExactly("SESSION_ENDING");

    minutes(1);

    assertThat(connection.ended).isTrue();
    assertThat(elsewhere.ended).isTrue();
    assertThat(here.size() + there.size()).isZero();
    assertThat(first.kinds()).containsExactly(BodyCase.OPENED, BodyCase.ENDED, BodyCase.LEFT);
  }

  @Test
  void shouldEndASessionForThoseElsewhereWhenTheyAreTold() {
    follow();
    Seat ana = speaking();
    Seat rui = ruiThere(ana);

    assertThat(here.end(ana.session().id())).isTrue();
    bus.publish(ana.session().id(), new SessionEvent.Ended());

    assertThat(connection.ended).isTrue();
    assertThat(elsewhere.ended).isTrue();
    assertThat(elsewhere.replaced).isFalse();
    assertThat(here.size() + there.size()).isZero();
    assertThat(first.of(rui.participant().id(), BodyCase.ENDED, SessionRecord::getTerm))
        .containsExactly(1L);
    assertThat(second.kinds()).doesNotContain(BodyCase.ENDED);
  }

  @Test
  void shouldEndItWithTheNextThingThatHappensWhenNobodyTellsThem() {
    Seat ana = speaking();
    Seat rui = ruiThere(ana);

    here.end(ana.session().id());
    there.share(rui.session(), rui.participant());

    assertThat(elsewhere.ended).isTrue();
    assertThat(elsewhere.replaced).isFalse();
    assertThat(there.size()).isZero();
  }

  @Test
  void shouldNotBelieveThatASessionHasEndedThatTheDirectoryKnows() {
    follow();
    Seat ana = speaking();
    ruiThere(ana);

    bus.publish(ana.session().id(), new SessionEvent.Ended());

    assertThat(connection.ended).isFalse();
    assertThat(elsewhere.ended).isFalse();
    assertThat(there.size()).isEqualTo(1);
  }

  @Test
  void shouldFollowAnotherChoiceOfLanguagesOnceHoweverOftenItIsTold() {
    follow();
    Seat ana = speaking();
    SessionEvent swapped = new SessionEvent.Changed("en", "pt", "pt", "en");

    bus.publish(ana.session().id(), swapped);
    bus.publish(ana.session().id(), swapped);
    bus.publish(ana.session().id(), new SessionEvent.Changed("pt", "en", "no tag", "x y"));

    assertThat(ana.participant().configuration())
        .hasValueSatisfying(now -> assertThat(now.speaks() + now.hears()).isEqualTo("pten"));
  }

  @Test
  void shouldHearNothingOfASessionThatItHoldsNoMore() {
    follow();
    Seat ana = speaking();
    resumedThere(ana, new TrackPosition(0, 0, 0, false));
    here.share(ana.session(), ana.participant());
    assertThat(here.size()).isZero();

    bus.publish(ana.session().id(), new SessionEvent.Changed("en", "pt", "pt", "en"));

    assertThat(ana.participant().configuration()).contains(SPEAKING);
    assertThat(there.sessions().get(0).participants().get(0).configuration())
        .hasValueSatisfying(now -> assertThat(now.speaks()).isEqualTo("pt"));
  }

  @Test
  void shouldLetSomebodyLeaveWhereverTheyAreHeldWhileTheOthersGoOn() {
    Seat ana = speaking();
    Participant rui = here.join(ana.session(), "rui", "Rui", Set.of());
    Seat moved = there.take(new TicketClaims(ana.session().id(), rui.id(), rui.permissions()));
    moved.participant().attach(elsewhere);

    assertThat(here.end(ana.session().id(), one -> one.userId().equals("rui"), "Gone")).isTrue();
    assertThat(here.end(ana.session().id(), one -> one.userId().equals("rui"), "Gone")).isFalse();

    assertThat(directory.participants(ana.session().id()))
        .extracting(SharedParticipant::id)
        .containsExactly(ana.participant().id());
    assertThat(connection.ended).isFalse();
    assertThat(here.session(ana.session().id()).participants()).hasSize(1);
  }

  @Test
  void shouldTakeNobodyWhileItDrains() {
    Seat seat = speaking();
    here.drain();

    assertThatThrownBy(() -> here.open("owner")).hasMessageContaining("about to stop");
    assertThatThrownBy(() -> here.take(claims(seat))).hasMessageContaining("about to stop");
    assertThat(there.take(claims(seat)).participant().term()).isEqualTo(1);
  }

  @Test
  void shouldTellTheJobWhatTheFormerGatewayMayNotHaveTold() {
    resumedThere(speaking(), new TrackPosition(0, 0, 0, false));

    assertThat(second.kinds()).containsExactly(BodyCase.OPENED, BodyCase.ATTACHED);
    assertThat(second.records().get(0).getOpened().getSpeaks()).isEqualTo("en");
  }

  @Test
  void shouldNotHearAgainWhatWasSentBeforeItAskedAgain() {
    Seat taken = there.take(claims(speaking()));
    taken.participant().attach(elsewhere);
    taken.participant().resume(elsewhere, 7);
    Delivery said = notice(taken, "n/1", 8);
    there.route(said);
    clock.pass(Duration.ofMillis(4_500));
    assertThat(taken.participant().poll(elsewhere)).contains(said);

    clock.pass(Duration.ofSeconds(1));
    there.expire();
    there.route(said);
    clock.pass(Duration.ofSeconds(5));

    assertThat(taken.participant().poll(elsewhere)).isEmpty();
    assertThat(second.of(taken.participant().id(), BodyCase.ATTACHED, SessionRecord::getAttached))
        .extracting(Attached::getLastSequence)
        .containsExactly(7L, 8L);
  }

  @Test
  void shouldKeepWhomItHoldsInALaterTerm() {
    Seat former = speaking();
    there.take(claims(former));
    Seat back = here.take(claims(former));

    back.session().remove(former.participant());

    assertThat(here.take(claims(former)).participant()).isSameAs(back.participant());
  }

  @Test
  void shouldRemindTheJobOfWhoIsSilentForLong() {
    Seat ana = speaking();
    for (int i = 0; i < 10; i++) {
      ana.participant().active();
      minutes(10);
    }
    assertThat(first.kinds()).containsExactly(BodyCase.OPENED, BodyCase.OPENED, BodyCase.OPENED);
  }

  @Test
  void shouldTellWhoComesBackWhenItIsTooLate() {
    Seat ana = speaking();
    ana.participant().detach(connection);
    meanwhile = () -> ana.participant().attach(elsewhere);

    clock.pass(Duration.ofMinutes(3));
    here.expire();

    assertThat(elsewhere.ended).isTrue();
  }

  @Test
  void shouldEndTheTrackAlsoWhenTheAnswerThatItLeftWasLost() {
    Seat ana = speaking();
    losing = true;
    here.leave(ana.session().id(), ana.participant());
    assertThat(first.kinds()).containsExactly(BodyCase.OPENED);
    losing = false;

    here.leave(ana.session().id(), ana.participant());

    assertThat(first.kinds()).containsExactly(BodyCase.OPENED, BodyCase.ENDED, BodyCase.LEFT);
    assertThat(here.size()).isZero();
  }

  @Test
  void shouldTakeWhoComesBackAlsoWhenItIsFull() {
    Seat former = speaking();
    Session other = here.open("owner");
    SessionRegistry full = gateway(second, 1);
    full.open("owner");

    assertThat(full.take(claims(former)).participant().term()).isEqualTo(1);
    assertThatThrownBy(() -> full.take(claims(other, "Ana"))).hasMessageContaining("all the");
  }

  @Test
  void shouldForgetASessionThatCouldNotBegin() {
    Session session = here.open("owner");
    here.forget(session);
    assertThat(directory.session(session.id())).isEmpty();
  }

  private static Delivery notice(Seat to, String id, long sequence) {
    DeliveryBody.Notice body = new DeliveryBody.Notice("CODE", "message", "suggestion", "");
    return new Delivery(id, to.session().id(), to.participant().id(), sequence, body);
  }

  /** Both gateways hear the bus from now on. */
  private void follow() {
    here.observe(new SessionFollower(here, bus, Runnable::run));
    there.observe(new SessionFollower(there, bus, Runnable::run));
  }

  private Seat ruiThere(Seat ana) {
    Seat rui = there.take(claims(there.session(ana.session().id()), "Rui"));
    rui.participant().attach(elsewhere);
    rui.participant().configure(elsewhere, SPEAKING);
    there.share(rui.session(), rui.participant());
    return rui;
  }

  /** Both gateways look every second. */
  private void minutes(int minutes) {
    for (int second = 0; second < 60 * minutes; second++) {
      clock.pass(Duration.ofSeconds(1));
      here.expire();
      there.expire();
    }
  }

  private Seat speaking() {
    return speaking(SPEAKING.audio());
  }

  private Seat speaking(AudioFormat audio) {
    Seat seat = here.take(claims(here.open("owner"), "Ana"));
    seat.participant().attach(connection);
    seat.participant().configure(connection, new Configuration(audio, "en", "pt", Captions.ALL));
    here.share(seat.session(), seat.participant());
    return seat;
  }

  /** Of somebody new, who joined here. */
  private TicketClaims claims(Session session, String name) {
    SessionRegistry gateway = name.equals("Ana") ? here : there;
    Participant participant = gateway.join(session, name, Set.of(Permission.values()));
    return new TicketClaims(session.id(), participant.id(), participant.permissions());
  }

  private static TicketClaims claims(Seat seat) {
    return new TicketClaims(
        seat.session().id(), seat.participant().id(), seat.participant().permissions());
  }

  private Seat resumedThere(Seat former, TrackPosition position) {
    Seat taken = there.take(claims(former));
    taken.participant().attach(elsewhere);
    taken.participant().resume(elsewhere, 0);
    answer(taken, position);
    return taken;
  }

  private void answer(Seat taken, TrackPosition position) {
    deliver(there, second, taken, position);
  }

  /** The job's answer to the newest attachment. */
  private static void deliver(
      SessionRegistry gateway, FakeStreamPublisher stream, Seat to, TrackPosition position) {
    String id = to.participant().id();
    var attached = stream.of(id, BodyCase.ATTACHED, SessionRecord::getAttached);
    long atMillis = attached.get(attached.size() - 1).getAtMs();
    gateway.route(
        new Delivery(
            id + "/replayed/" + atMillis,
            to.session().id(),
            id,
            0,
            new Replayed(atMillis, Optional.of(position))));
  }

  private static List<AudioChunk> audio(FakeStreamPublisher stream, Seat of) {
    return stream.of(of.participant().id(), BodyCase.AUDIO, SessionRecord::getAudio);
  }

  private static final class Names implements SessionObserver {
    final List<String> told = new ArrayList<>();

    @Override
    public void renamed(String sessionId, String participantId, String name) {
      told.add(name);
    }
  }

  private static final class Connection implements ParticipantConnection {
    final List<String> notices = new ArrayList<>();
    boolean replaced;
    boolean ended;

    @Override
    public void deliveriesWaiting() {}

    @Override
    public void replaced() {
      replaced = true;
    }

    @Override
    public void notice(String code, String message, String suggestion) {
      notices.add(code);
    }

    @Override
    public void ended(String why) {
      ended = true;
    }
  }
}
