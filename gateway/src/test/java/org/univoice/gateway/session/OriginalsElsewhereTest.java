package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** Two gateways of one deployment: one speaks here, the others listen there. */
class OriginalsElsewhereTest {
  private static final byte[] CHUNK = new byte[1_600];

  private final MutableClock clock = new MutableClock();
  private final SessionDirectory directory = new MemorySessionDirectory();
  private final MemorySessionBus bus = new MemorySessionBus();
  private final SessionRegistry here = gateway();
  private final SessionRegistry there = gateway();
  private final OriginalsElsewhere voicesHere = follow(here, "here");
  private final OriginalsElsewhere voicesThere = follow(there, "there");
  private final List<SessionEvent> sent = new ArrayList<>();
  private Session session;
  private OriginalSeat speaker;

  @BeforeEach
  void speak() {
    session = here.open("owner");
    speaker =
        new OriginalSeat(here.join(session, "Ana", Set.of(Permission.values())), Original.OFF);
    bus.subscribe(session.id(), Topic.VOICES, (id, event) -> sent.add(event));
  }

  @Test
  void shouldBringAVoiceToAnotherGatewayWhereSomebodyAskedForIt() {
    OriginalSeat ducked = listener(Original.DUCKED);
    OriginalSeat muted = listener(Original.MUTED);
    OriginalSeat without = listener(Original.OFF);
    voicesThere.renew();

    speaker.speak(CHUNK);
    speaker.speak(CHUNK);

    for (OriginalSeat one : List.of(ducked, muted)) {
      assertThat(one.heard())
          .containsExactly(
              new OriginalPiece(speaker.who.id(), 0, 50, ByteString.copyFrom(CHUNK)),
              new OriginalPiece(speaker.who.id(), 50, 50, ByteString.copyFrom(CHUNK)));
    }
    assertThat(without.heard()).isEmpty();
  }

  @Test
  void shouldSendNothingWhereNobodyListensElsewhere() {
    listener(Original.OFF);
    new OriginalSeat(here.join(session, "Rui", Set.of(Permission.values())), Original.DUCKED);
    voicesThere.renew();
    voicesHere.renew();

    speaker.speak(CHUNK);

    assertThat(sent).isEmpty();
  }

  @Test
  void shouldStopSendingToAGatewayThatIsNotHeardOfAnyMore() {
    listener(Original.DUCKED);
    voicesThere.renew();
    speaker.speak(CHUNK);

    clock.pass(Duration.ofSeconds(11));
    speaker.speak(CHUNK);

    assertThat(sent).hasSize(1);
  }

  @Test
  void shouldStopSendingOnceItIsSwitchedOff() {
    OriginalSeat listener = listener(Original.DUCKED);
    voicesThere.renew();
    listener.configure(Original.OFF);
    clock.pass(Duration.ofSeconds(8));
    voicesThere.renew();
    clock.pass(Duration.ofSeconds(8));

    speaker.speak(CHUNK);

    assertThat(sent).isEmpty();
    assertThat(listener.heard()).isEmpty();
  }

  @Test
  void shouldBringEachPieceOnceToThoseBesideTheSpeaker() {
    OriginalSeat beside =
        new OriginalSeat(here.join(session, "Rui", Set.of(Permission.values())), Original.DUCKED);
    listener(Original.DUCKED);
    voicesHere.renew();
    voicesThere.renew();

    speaker.speak(CHUNK);

    assertThat(sent).hasSize(1);
    assertThat(beside.heard()).hasSize(1);
  }

  /** Whoever has lost a connection is held where it was for a while. */
  @Test
  void shouldHearSomebodyElsewhereWhoIsHeldHereToo() {
    OriginalSeat listener = listener(Original.DUCKED);
    OriginalSeat moved = listener(Original.OFF);
    voicesThere.renew();

    bus.publish(
        session.id(), new SessionEvent.Voice("here", moved.who.id(), 0, 50, new byte[1_600]));

    assertThat(listener.heard()).hasSize(1);
  }

  @Test
  void shouldListenAgainWhenSomebodyComesBack() {
    OriginalSeat listener = listener(Original.DUCKED);
    voicesThere.renew();
    there.leave(session.id(), listener.who);
    OriginalSeat again = listener(Original.DUCKED);
    voicesThere.renew();

    speaker.speak(CHUNK);

    assertThat(again.heard()).hasSize(1);
  }

  private OriginalSeat listener(Original original) {
    Session same = there.session(session.id());
    return new OriginalSeat(there.join(same, "Eva", Set.of(Permission.values())), original);
  }

  private SessionRegistry gateway() {
    return new SessionRegistry(
        new SessionLimits(10, 5, Duration.ofMinutes(2), Duration.ofMinutes(15)),
        new RandomIds(),
        () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
        new FakeStreamPublisher(),
        directory,
        Runnable::run,
        clock);
  }

  private OriginalsElsewhere follow(SessionRegistry sessions, String name) {
    OriginalsElsewhere voices = new OriginalsElsewhere(sessions, bus, name, clock);
    sessions.observe(voices);
    return voices;
  }
}
