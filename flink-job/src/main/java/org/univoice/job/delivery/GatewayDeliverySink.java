package org.univoice.job.delivery;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Brings deliveries to the gateways they are addressed to. */
public final class GatewayDeliverySink implements Sink<OutgoingDelivery> {

  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("deprecation") // the interface still asks for it; Flink calls the other one
  public SinkWriter<OutgoingDelivery> createWriter(InitContext context) {
    return new GatewayDeliveryWriter();
  }

  @Override
  public SinkWriter<OutgoingDelivery> createWriter(WriterInitContext context) throws IOException {
    return new GatewayDeliveryWriter();
  }
}
