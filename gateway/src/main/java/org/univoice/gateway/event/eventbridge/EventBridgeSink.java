package org.univoice.gateway.event.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.event.EventSink;
import org.univoice.gateway.event.LifecycleEvent;
import org.univoice.gateway.outbox.Outbox;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Tells an EventBridge bus, through an outbox. */
public final class EventBridgeSink implements EventSink, AutoCloseable {
  private static final String SOURCE = "univoice";
  private static final int CAPACITY = 10_000;

  /** As many as PutEvents takes. */
  private static final int BATCH = 10;

  private static final long PATIENCE_SECONDS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventBridgeAsyncClient client;
  private final String bus;
  private final Outbox<LifecycleEvent> outbox;

  public EventBridgeSink(EventBridgeConfig config) {
    EventBridgeAsyncClientBuilder builder =
        EventBridgeAsyncClient.builder().region(Region.of(config.region()));
    config
        .endpoint()
        .ifPresent(
            standIn ->
                builder
                    .endpointOverride(standIn)
                    .credentialsProvider(
                        StaticCredentialsProvider.create(
                            AwsBasicCredentials.create("local", "local"))));
    this.client = builder.build();
    this.bus = config.bus();
    this.outbox = new Outbox<>("events", CAPACITY, BATCH, this::deliver);
  }

  @Override
  public void publish(LifecycleEvent event) {
    outbox.add(event);
  }

  /** Some of them may be taken and others not. */
  private List<LifecycleEvent> deliver(List<LifecycleEvent> events) throws Exception {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    for (LifecycleEvent event : events) {
      entries.add(entry(event));
    }
    List<PutEventsResultEntry> results =
        client
            .putEvents(request -> request.entries(entries))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .entries();
    List<LifecycleEvent> left = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (results.get(i).errorCode() != null) {
        left.add(events.get(i));
      }
    }
    return left;
  }

  private PutEventsRequestEntry entry(LifecycleEvent event) throws JsonProcessingException {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(event.type().detailType())
        .time(event.at())
        .detail(JSON.writeValueAsString(event.envelope()))
        .build();
  }

  @Override
  public void close() {
    outbox.close();
    client.close();
  }
}
