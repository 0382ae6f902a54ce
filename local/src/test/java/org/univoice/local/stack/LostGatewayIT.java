package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.client.SessionApi;
import org.univoice.gateway.GatewayConfig;
import org.univoice.job.triton.stub.StubTriton;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.TestHome;
import org.univoice.local.client.Recording;
import org.univoice.local.quality.HeardSession.Stretch;
import org.univoice.local.quality.LostGateway;
import org.univoice.local.quality.LostGateway.Outcome;

/** Two gateways as processes of their own, one Redis, the real job and stream; stub models. */
class LostGatewayIT {
  private static final String TOKEN = "0123456789abcdef";
  private static final long IN_MID_SENTENCE_MILLIS = 2_500;

  private static final List<AutoCloseable> parts = new ArrayList<>();
  private static GatewayProcess one;
  private static GatewayProcess other;
  private static byte[] pcm;

  @BeforeAll
  static void start() throws Exception {
    Path program = RedisProcess.program().orElse(null);
    if (program == null) {
      System.err.println("SKIPPED: name a redis-server in UNIVOICE_REDIS_SERVER");
    }
    assumeTrue(program != null, "there is no redis-server");
    Home home = TestHome.ofEnvironment();
    Path run = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "lost-");
    run = Run.reopen(run.toAbsolutePath()).folder();
    StubTriton models = kept(StubTriton.start());
    Stack stack =
        kept(
            Stack.startWithModels(
                new StackConfig(home, Ports.free(), run, ""),
                new SilentListener(),
                models.address()));
    RedisProcess redis = kept(RedisProcess.start(home, program, GatewayConfig.freePort(), run));
    one = kept(new GatewayProcess(home, "gateway-1", stack, redis.uri(), TOKEN));
    other = kept(new GatewayProcess(home, "gateway-2", stack, redis.uri(), TOKEN));
    one.start();
    other.start();
    byte[] speech = Recording.read(Path.of("../samples/english.wav")).bytes();
    pcm = Arrays.copyOf(Arrays.copyOf(speech, 6 * 32_000), 7 * 32_000);
  }

  @AfterAll
  static void stop() throws Exception {
    while (!parts.isEmpty()) {
      parts.remove(parts.size() - 1).close();
    }
  }

  @Test
  void shouldLoseNoSegmentAndSayNoneTwiceWhenTheGatewayInUseIsKilled() throws Exception {
    SessionApi api = new SessionApi(List.of(one.api(), other.api()), TOKEN);
    List<Stretch> said = LostGateway.undisturbed(api, pcm);

    Outcome outcome = LostGateway.during(api, pcm, said, IN_MID_SENTENCE_MILLIS, one::kill);
    System.out.println("back after " + outcome.backMillis() + " ms; said " + said);

    assertThat(outcome.lost()).isEmpty();
    assertThat(outcome.twice()).isEmpty();
    assertThat(outcome.backMillis()).isPositive();
    one.start();
  }

  @Test
  void shouldLoseNoSegmentAndSayNoneTwiceWhenTheGatewayInUseIsToldToStop() throws Exception {
    SessionApi api = new SessionApi(List.of(other.api(), one.api()), TOKEN);
    List<Stretch> said = LostGateway.undisturbed(api, pcm);

    Outcome outcome = LostGateway.during(api, pcm, said, IN_MID_SENTENCE_MILLIS, other::stop);
    System.out.println("drained after " + outcome.backMillis() + " ms");

    assertThat(outcome.lost()).isEmpty();
    assertThat(outcome.twice()).isEmpty();
    other.start();
  }

  private static <T extends AutoCloseable> T kept(T part) {
    parts.add(part);
    return part;
  }

  private static final class SilentListener implements StackListener {
    @Override
    public void started(String part, java.time.Duration took) {}

    @Override
    public void notice(String line) {
      System.out.println("! " + line);
    }
  }
}
