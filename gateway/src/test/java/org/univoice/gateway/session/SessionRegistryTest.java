package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;
import org.univoice.internal.v1.TrackEnded;

class SessionRegistryTest {
  private static final Configuration SPEAKING =
      new Configuration(new AudioFormat("pcm16", 16_000, 1), "en", "pt", Captions.ALL);

  private final MutableClock clock = new MutableClock();
  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private final SessionRegistry sessions =
      new SessionRegistry(
          new SessionLimits(2, 2, Duration.ofMinutes(2)),
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          stream,
          clock);
  private final ParticipantConnection connection = new SilentConnection();

  @Test
  void shouldEndTheTrackTwoMinutesAfterTheConnectionWasLost() {
    Session session = sessions.open("owner");
    Participant participant = joined(session);
    participant.attach(connection);
    participant.configure(connection, SPEAKING);
    clock.pass(Duration.ofMinutes(10));
    sessions.expire();
    assertThat(sessions.size()).isEqualTo(1);

    participant.detach(connection);
    clock.pass(Duration.ofMinutes(2));
    sessions.expire();
    assertThat(stream.kinds()).containsExactly(BodyCase.OPENED);
    clock.pass(Duration.ofMillis(1));
    sessions.expire();
    sessions.expire();
    assertThat(stream.kinds()).containsExactly(BodyCase.OPENED, BodyCase.ENDED, BodyCase.LEFT);
    assertThat(
            stream.of(participant.id(), BodyCase.ENDED, SessionRecord::getEnded).get(0).getReason())
        .isEqualTo(TrackEnded.Reason.REASON_EXPIRED);
    assertThat(sessions.size()).isZero();
  }

  @Test
  void shouldForgetWhoNeverConnectedWithoutAWordToTheJob() {
    joined(sessions.open("owner"));
    clock.pass(Duration.ofMinutes(3));
    sessions.expire();
    assertThat(sessions.size()).isZero();
    assertThat(stream.kinds()).isEmpty();
  }

  @Test
  void shouldEndATrackThatWasStoppedOnlyOnce() {
    Session session = sessions.open("owner");
    Participant participant = joined(session);
    participant.attach(connection);
    participant.configure(connection, SPEAKING);
    participant.stop(connection);
    sessions.leave(session.id(), participant);
    assertThat(stream.kinds()).containsExactly(BodyCase.OPENED, BodyCase.ENDED, BodyCase.LEFT);
  }

  @Test
  void shouldIgnoreTheLossOfAConnectionThatWasReplaced() {
    Participant participant = joined(sessions.open("owner"));
    ParticipantConnection newer = new SilentConnection();
    participant.attach(connection);
    participant.attach(newer);
    participant.detach(connection);
    assertThat(participant.connected()).isTrue();
    assertThatThrownBy(() -> participant.configure(connection, SPEAKING))
        .hasMessageContaining("took over");
  }

  @Test
  void shouldKeepAudioPositionsOverPausesAndConnections() {
    Participant participant = joined(sessions.open("owner"));
    participant.attach(connection);
    participant.configure(connection, SPEAKING);
    participant.audio(connection, new byte[1600 + 33]);
    participant.pause(connection);
    assertThatThrownBy(() -> participant.audio(connection, new byte[2]))
        .hasMessageContaining("paused");
    participant.unpause(connection);
    participant.detach(connection);
    ParticipantConnection newer = new SilentConnection();
    participant.attach(newer);
    assertThatThrownBy(() -> participant.audio(newer, new byte[2]))
        .hasMessageContaining("not configured");
    participant.resume(newer, 0);
    assertThat(participant.receivedMillis()).isEqualTo(50);
    byte[] sentAgain = new byte[1600];
    Arrays.fill(sentAgain, (byte) 7);
    participant.audio(newer, sentAgain);
    assertThat(participant.receivedMillis()).isEqualTo(100);
    assertThat(stream.of(participant.id(), BodyCase.AUDIO, SessionRecord::getAudio).get(1))
        .matches(chunk -> Arrays.equals(chunk.getPayload().toByteArray(), sentAgain));
  }

  @Test
  void shouldHoldNoMoreThanItMay() {
    Session session = sessions.open("owner");
    sessions.open("owner");
    assertThatThrownBy(() -> sessions.open("owner")).isInstanceOf(RefusedException.class);
    joined(session);
    joined(session);
    assertThatThrownBy(() -> joined(session)).isInstanceOf(RefusedException.class);
  }

  private Participant joined(Session session) {
    return sessions.join(session, "Ana", Set.of(Permission.values()));
  }

  private static final class SilentConnection implements ParticipantConnection {
    @Override
    public void deliveriesWaiting() {}

    @Override
    public void replaced() {}
  }
}
