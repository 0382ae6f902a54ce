package org.univoice.job.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.univoice.job.call.DaemonTimer;

/**
 * Writes to one connection per gateway. A checkpoint waits until the gateways that can be reached
 * have what was written: what lies before a checkpoint is not made again after it. A gateway that
 * cannot be reached holds nobody up; its deliveries are in the log for whoever attaches next.
 */
final class GatewayDeliveryWriter implements SinkWriter<OutgoingDelivery> {

  private static final long FLUSH_WITHIN_MILLIS = 1_000;
  private static final long FORGET_AFTER_MILLIS = 120_000;

  private final Map<String, GatewayConnection> connections = new HashMap<>();
  private final DaemonTimer timer = new DaemonTimer("gateways");

  @Override
  public void write(OutgoingDelivery element, Context context) {
    connections
        .computeIfAbsent(element.gateway(), gateway -> new GatewayConnection(gateway, timer))
        .send(element.delivery(), System.currentTimeMillis());
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    long untilMillis = System.currentTimeMillis() + FLUSH_WITHIN_MILLIS;
    for (GatewayConnection connection : connections.values()) {
      connection.awaitAcknowledged(untilMillis);
    }
    connections
        .values()
        .removeIf(
            connection ->
                connection.closeWhenUnusedSince(System.currentTimeMillis() - FORGET_AFTER_MILLIS));
  }

  @Override
  public void close() {
    connections.values().forEach(GatewayConnection::close);
    timer.close();
  }
}
