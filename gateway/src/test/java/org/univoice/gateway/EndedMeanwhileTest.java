package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.glossary.GlossaryUse;
import org.univoice.gateway.recording.FileRecordingStore;
import org.univoice.gateway.recording.Recorder;
import org.univoice.gateway.recording.RecordingSpool;
import org.univoice.gateway.session.MemorySessionStore;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.user.ResidencyPolicy;
import org.univoice.log.LogLines;

/** What is looked up beside a conversation may come when it is over: that is no fault. */
class EndedMeanwhileTest {
  @TempDir private Path folder;

  @Test
  void shouldWarnOfNothingWhenASessionHasEndedMeanwhile() {
    Clock clock = Clock.systemUTC();
    SessionRegistry sessions =
        new SessionRegistry(
            SessionLimits.DEFAULT,
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            new FakeStreamPublisher(),
            clock);
    SessionStore stored = new MemorySessionStore();
    MemoryUserStore users = new MemoryUserStore();
    try (LogLines log = new LogLines("/logback-gateway.xml");
        Recorder recorder =
            new Recorder(
                new FileRecordingStore(folder),
                stored,
                users,
                sessions,
                new Residency(ResidencyPolicy.oneRegion(), users, clock),
                new MemorySessionBus(),
                new LatestWork(Runnable::run),
                RecordingSpool.TEMPORARY,
                clock)) {
      recorder.changed("gone", "nobody");
      new GlossaryUse(null, stored, sessions, new MemorySessionBus(), new LatestWork(Runnable::run))
          .changed("gone", "nobody");

      assertThat(log.ours(line -> !line.path("level").asText().equals("INFO"))).isEmpty();
    }
  }
}
