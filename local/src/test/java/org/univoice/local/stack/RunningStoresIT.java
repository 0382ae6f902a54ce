package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.Stores;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.StoreSetup;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.voice.VoiceCharacteristics;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.local.StoreFolder;
import org.univoice.local.TestHome;

/** Needs the Python environment that a set-up makes. */
@Tag("triton")
class RunningStoresIT {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final StoredSession SESSION =
      StoredSession.opened("s", "user", "", SessionSettings.DEFAULT, NOW);
  private static final VoiceProfile FIRST = profile(1);
  private static final VoiceProfile SECOND = profile(2);

  @TempDir Path folder;

  @Test
  void shouldFindWhatWasKeptWhenItStartsAgain() {
    withStores(
        stores -> {
          stores.sessions().create(SESSION);
          stores.voices().put(FIRST, List.of(new byte[] {1}));
          stores.voices().put(SECOND, List.of(new byte[] {2}));
        });
    withStores(
        stores -> {
          assertThat(stores.sessions().find("s")).contains(SESSION);
          assertThat(stores.voices().find("p")).contains(SECOND);
          stores.voices().delete("p");
        });
    withStores(stores -> assertThat(stores.voices().find("p")).isEmpty());
  }

  private void withStores(Consumer<Stores> work) {
    StackConfig config =
        new StackConfig(TestHome.ofEnvironment(), Ports.free(), folder.resolve("run"), "")
            .withStore(new StoreFolder(folder.resolve("store"), true));
    try (RunningStores running = RunningStores.start(config, line -> {});
        AwsClients clients = new AwsClients(AwsConfig.standIn(running.endpoint()))) {
      StoreSetup.ensure(clients.config());
      work.accept(Stores.aws(clients, Clock.systemUTC()));
    }
  }

  private static VoiceProfile profile(long version) {
    return new VoiceProfile(
        "p",
        "user",
        IntStream.range(0, 256).mapToObj(i -> (float) (i + version)).toList(),
        "1",
        new VoiceCharacteristics(1, 2, 3, 4, 5, Optional.empty()),
        NOW,
        NOW.plusSeconds(version),
        1,
        0.5,
        "en",
        version);
  }
}
