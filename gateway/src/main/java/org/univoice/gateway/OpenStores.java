package org.univoice.gateway;

import java.time.Clock;
import java.util.Optional;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.StoreSetup;

/**
 * Stores with the connections that they need.
 *
 * @param connections closed with them; empty where everything is in this process
 */
record OpenStores(Stores stores, PersonalStores personal, Optional<AwsClients> connections)
    implements AutoCloseable {

  /** A stand-in has its tables made; those of AWS are part of the infrastructure. */
  static OpenStores open(Optional<AwsConfig> config, Clock clock) {
    if (config.isEmpty()) {
      return new OpenStores(Stores.inMemory(), PersonalStores.inMemory(), Optional.empty());
    }
    AwsClients clients = new AwsClients(config.get());
    try {
      if (config.get().endpoint().isPresent()) {
        StoreSetup.ensure(config.get());
      }
      return new OpenStores(
          Stores.aws(clients, clock), PersonalStores.aws(clients), Optional.of(clients));
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  @Override
  public void close() {
    connections.ifPresent(AwsClients::close);
  }
}
