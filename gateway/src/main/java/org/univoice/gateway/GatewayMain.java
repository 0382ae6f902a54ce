package org.univoice.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.univoice.gateway.aws.IdentityClients;
import org.univoice.gateway.catalogue.triton.TritonLanguageCatalogue;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.secret.Secrets;
import org.univoice.gateway.secret.secretsmanager.SecretsManagerSource;
import org.univoice.gateway.secret.ssm.ParameterStoreSource;
import org.univoice.gateway.stream.kinesis.KinesisStreamPublisher;
import org.univoice.gateway.voice.triton.TritonVoiceprints;

/** The gateway as a process of its own. Ends with 2 when it was told something wrong. */
public final class GatewayMain {
  private static final Duration CATALOGUE_REFRESH = Duration.ofSeconds(30);

  private static final Duration VOICEPRINT = Duration.ofSeconds(10);

  private GatewayMain() {}

  public static void main(String[] flags) throws Exception {
    // What speaks through java.util.logging, such as gRPC, is logged like all else.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      run(new GatewaySettings(System.getenv(), flags));
    } catch (IllegalArgumentException | PortTakenException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void run(GatewaySettings settings) throws Exception {
    Clock clock = Clock.systemUTC();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    IdentityClients aws = new IdentityClients(settings::aws);
    if (settings.needsRemoteSecrets()) {
      settings.readingSecretsFrom(
          Secrets.with(
              new SecretsManagerSource(aws.secrets()), new ParameterStoreSource(aws.parameters())));
    }
    GatewayConfig config = settings.gateway();
    try (OpenIdentity identity = OpenIdentity.of(settings.identity(), aws, clock);
        KinesisStreamPublisher publisher =
            KinesisStreamPublisher.connect(settings.stream(), settings.returnAddress(), clock);
        TritonLanguageCatalogue catalogue =
            new TritonLanguageCatalogue(
                settings.triton(), CATALOGUE_REFRESH, settings.servedElsewhere());
        OpenStores stores = OpenStores.open(settings.stores(), clock);
        TritonVoiceprints voiceprints = new TritonVoiceprints(settings.triton(), VOICEPRINT);
        Together together = Together.with(settings, clock);
        Deployment deployment = together.deployment(clock);
        Observers observers = Observers.with(settings, clock);
        Gateway gateway =
            Gateway.start(
                config,
                together
                    .applyTo(
                        identity
                            .within(Outside.local(config, publisher, catalogue, clock))
                            .withStores(stores.stores())
                            .withPersonal(
                                stores
                                    .personal()
                                    .withVoiceprints(voiceprints)
                                    .withResidency(settings.identity().residency())
                                    .withErasureSteps(erasureSteps(identity, observers)))
                            .withDeployment(deployment))
                    .observedBy(observers.all())
                    .telling(observers.events()))) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, closed)));
      ended.await();
      gateway.drain();
    } finally {
      closed.countDown();
    }
  }

  private static List<ErasureStep> erasureSteps(OpenIdentity identity, Observers observers) {
    return Stream.of(identity.erasureSteps(), observers.erasureSteps())
        .flatMap(List::stream)
        .toList();
  }

  /** The process must not be gone before clients have been told. */
  private static void end(CountDownLatch ended, CountDownLatch closed) {
    ended.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
