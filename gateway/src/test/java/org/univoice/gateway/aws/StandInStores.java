package org.univoice.gateway.aws;

import java.io.IOException;
import java.net.URI;
import org.univoice.gateway.stream.kinesis.StandIn;

/** DynamoDB, S3 and KMS on this machine, started once for all tests of a run. */
public final class StandInStores {
  private static StandIn standIn;
  private static AwsClients clients;

  private StandInStores() {}

  /** Clients of stores that are set up; the tests share them, so they use ids of their own. */
  public static synchronized AwsClients clients() {
    if (clients == null) {
      AwsConfig config = AwsConfig.standIn(endpoint());
      StoreSetup.ensure(config);
      clients = new AwsClients(config);
    }
    return clients;
  }

  public static synchronized URI endpoint() {
    if (standIn == null) {
      try {
        standIn = StandIn.start();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(standIn::close));
    }
    return standIn.endpoint();
  }
}
