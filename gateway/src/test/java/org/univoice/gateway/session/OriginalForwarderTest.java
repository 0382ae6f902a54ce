package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.FakeStreamPublisher;

class OriginalForwarderTest {
  private static final int CHUNK = 1600;

  private final MutableClock clock = new MutableClock();
  private final SessionRegistry sessions =
      new SessionRegistry(
          new SessionLimits(10, 5, Duration.ofMinutes(2)),
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          new FakeStreamPublisher(),
          clock);
  private final Session session = sessions.open("owner");

  @Test
  void shouldBringWhatIsSaidToThoseWhoAskedAndToNobodyElse() {
    OriginalSeat speaker = seated(session, Original.DUCKED);
    OriginalSeat ducked = seated(session, Original.DUCKED);
    OriginalSeat muted = seated(session, Original.MUTED);
    OriginalSeat without = seated(session, Original.OFF);
    OriginalSeat elsewhere = seated(sessions.open("other"), Original.DUCKED);
    byte[] said = new byte[2 * CHUNK];
    Arrays.fill(said, CHUNK, 2 * CHUNK, (byte) 7);

    speaker.speak(said);

    for (OriginalSeat one : List.of(ducked, muted)) {
      List<OriginalPiece> heard = one.heard();
      assertThat(heard).extracting(OriginalPiece::startMillis).containsExactly(0L, 50L);
      assertThat(heard).extracting(OriginalPiece::participant).containsOnly(speaker.who.id());
      assertThat(heard.get(1).pcm().toByteArray())
          .isEqualTo(Arrays.copyOfRange(said, CHUNK, 2 * CHUNK));
      assertThat(one.woken).hasPositiveValue();
    }
    assertThat(speaker.heard()).isEmpty();
    assertThat(without.heard()).isEmpty();
    assertThat(without.woken).hasValue(0);
    assertThat(elsewhere.heard()).isEmpty();
  }

  @Test
  void shouldSendNothingMoreOnceItIsSwitchedOff() {
    OriginalSeat speaker = seated(session, Original.OFF);
    OriginalSeat listener = seated(session, Original.DUCKED);
    speaker.speak(new byte[CHUNK]);
    listener.configure(Original.OFF);
    speaker.speak(new byte[CHUNK]);
    assertThat(listener.heard()).isEmpty();
    listener.configure(Original.MUTED);
    speaker.speak(new byte[CHUNK]);
    assertThat(listener.heard()).extracting(OriginalPiece::startMillis).containsExactly(100L);
  }

  @Test
  void shouldBringBackOnlyWhatIsSaidAfterAConnectionWasLost() {
    OriginalSeat speaker = seated(session, Original.OFF);
    OriginalSeat listener = seated(session, Original.DUCKED);
    speaker.speak(new byte[CHUNK]);
    listener.who.detach(listener);
    speaker.speak(new byte[CHUNK]);
    listener.who.attach(listener);
    speaker.speak(new byte[CHUNK]);
    listener.who.resume(listener, 0);
    speaker.speak(new byte[CHUNK]);
    assertThat(listener.heard()).extracting(OriginalPiece::startMillis).containsExactly(150L);
    sessions.leave(session.id(), listener.who);
    speaker.speak(new byte[CHUNK]);
    assertThat(listener.heard()).isEmpty();
  }

  @Test
  void shouldGiveNothingToAnOlderConnection() {
    OriginalSeat speaker = seated(session, Original.OFF);
    OriginalSeat listener = seated(session, Original.DUCKED);
    speaker.speak(new byte[CHUNK]);
    assertThat(listener.who.pollOriginal(speaker)).isEmpty();
    assertThat(listener.heard()).hasSize(1);
  }

  @Test
  void shouldLetTwoSpeakAtOnceWhoHearEachOther() throws Exception {
    OriginalSeat one = seated(session, Original.DUCKED);
    OriginalSeat other = seated(session, Original.DUCKED);
    CompletableFuture<Void> both =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> one.speakFor(2_000)),
            CompletableFuture.runAsync(() -> other.speakFor(2_000)));
    both.get(60, TimeUnit.SECONDS);
    assertThat(one.heard()).hasSize(40);
    assertThat(other.heard()).hasSize(40);
  }

  @Test
  void shouldRefuseWhoHearsNoTranslation() {
    Configuration wanted =
        new Configuration(
            new AudioFormat("pcm16", 16_000, 1),
            "en",
            "",
            Captions.ALL,
            AudioFormat.SPEECH,
            Original.DUCKED);
    assertThatThrownBy(
            () ->
                ConfigurationChecker.check(
                    wanted,
                    Set.of(Permission.values()),
                    Catalogues.englishAndPortuguese().languages()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'original'");
  }

  @Test
  void shouldKeepTheChoiceWhenTheOwnerChangesTheLanguages() {
    OriginalSeat listener = seated(session, Original.MUTED);
    sessions.changeLanguages(
        session.id(), new LanguagePair("en", "pt"), new LanguagePair("en", "es"));
    assertThat(listener.who.configuration().orElseThrow().hears()).isEqualTo("es");
    assertThat(listener.who.configuration().orElseThrow().original()).isEqualTo(Original.MUTED);
  }

  private OriginalSeat seated(Session where, Original original) {
    return new OriginalSeat(sessions.join(where, "Ana", Set.of(Permission.values())), original);
  }
}
