package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.SessionRecord.BodyCase;
import org.univoice.internal.v1.TrackEnded;

class TrackTest {
  private static final Configuration SPEAKING =
      new Configuration(new AudioFormat("pcm16", 16_000, 1), "en", "pt", Captions.ALL);
  private static final Configuration LISTENING = new Configuration(null, "", "pt", Captions.ALL);
  private static final byte[] CHUNK = new byte[1_600];

  private final MutableClock clock = new MutableClock();
  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private final Track track =
      new Track(
          "Ana",
          new TrackStream("session", "ana", 0, stream, new SessionObservers(), clock),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          clock);

  @Test
  void shouldSayNothingOfATrackThatWasNeverOpened() {
    track.leave(TrackEnded.Reason.REASON_DISCONNECTED);

    assertThat(stream.kinds()).isEmpty();
  }

  @Test
  void shouldSayOnceThatAPauseBeganAndEnded() {
    track.configure(SPEAKING, false);

    track.pause();
    track.pause();
    track.unpause();
    track.unpause();

    assertThat(stream.kinds()).containsExactly(BodyCase.OPENED, BodyCase.PAUSED, BodyCase.RESUMED);
    assertThat(track.state()).isEqualTo(TrackState.LIVE);
  }

  @Test
  void shouldRefuseAudioThatNobodyAnnouncedOrThatIsPausedOrStopped() {
    refuses("Nothing is configured yet");
    track.configure(LISTENING, false);
    refuses("only listens");
    track.configure(SPEAKING, false);
    track.pause();
    refuses("paused");
    track.unpause();
    assertThat(track.accept(CHUNK)).isEqualTo(50);
    track.stop();
    refuses("stopped");
  }

  @Test
  void shouldLetWhoHasStoppedChangeWhatIsHeardButNotTheAudio() {
    track.configure(SPEAKING, false);
    track.accept(CHUNK);
    track.stop();

    track.configure(new Configuration(SPEAKING.audio(), "en", "de", Captions.ALL), false);
    assertThat(track.configuration()).map(Configuration::hears).contains("de");
    assertThatThrownBy(() -> track.configure(SPEAKING, true)).hasMessageContaining("stopped");
  }

  private void refuses(String why) {
    assertThatThrownBy(() -> track.accept(CHUNK)).hasMessageContaining(why);
  }
}
