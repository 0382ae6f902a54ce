package org.univoice.job.stream;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;

/** The one class that knows the Kinesis connector; docs/adr/0003 says what replaces it. */
public final class KinesisStream {

  /**
   * Shards of one subtask are read one after the other; watermarks only close tracks that stall.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofMillis(200);

  private static final Duration IDLE_AFTER = Duration.ofMillis(500);

  private KinesisStream() {}

  /** Everything that happens to tracks, with event time. */
  public static DataStream<TrackEvent> open(StreamExecutionEnvironment env, StreamConfig config) {
    return withSpokenTime(
        env.addSource(
                new FlinkKinesisConsumer<>(config.name(), new EnvelopeSchema(), properties(config)))
            .uid("stream")
            .name("stream")
            .flatMap(unpack())
            .returns(TypeInformation.of(TrackEvent.class))
            .uid("events")
            .name("events"));
  }

  /** Event time is when a chunk was captured; a control's is when it happened. */
  public static DataStream<TrackEvent> withSpokenTime(DataStream<TrackEvent> events) {
    return events
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<TrackEvent>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner((event, ignored) -> millis(event))
                .withIdleness(IDLE_AFTER))
        .uid("spoken-time")
        .name("spoken time");
  }

  private static long millis(TrackEvent event) {
    return event.audio() == null ? event.control().atMillis() : event.audio().capturedMillis();
  }

  private static FlatMapFunction<TrackEvent[], TrackEvent> unpack() {
    return (events, out) -> {
      for (TrackEvent event : events) {
        out.collect(event);
      }
    };
  }

  private static Properties properties(StreamConfig config) {
    Properties properties = new Properties();
    properties.put(ConsumerConfigConstants.AWS_REGION, config.region());
    properties.put(ConsumerConfigConstants.STREAM_INITIAL_POSITION, config.initialPosition());
    properties.put(
        ConsumerConfigConstants.SHARD_GETRECORDS_INTERVAL_MILLIS,
        String.valueOf(config.pollMillis()));
    if (!config.endpoint().isEmpty()) {
      properties.put(ConsumerConfigConstants.AWS_ENDPOINT, config.endpoint());
      properties.put(ConsumerConfigConstants.AWS_ACCESS_KEY_ID, "local");
      properties.put(ConsumerConfigConstants.AWS_SECRET_ACCESS_KEY, "local");
      // The stand-in answers the connector's old SDK in JSON only.
      System.setProperty("org.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor", "true");
      System.setProperty("com.amazonaws.sdk.disableCbor", "true");
    }
    if (!config.fanOutConsumer().isEmpty()) {
      properties.put(ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, "EFO");
      properties.put(ConsumerConfigConstants.EFO_CONSUMER_NAME, config.fanOutConsumer());
    }
    return properties;
  }
}
