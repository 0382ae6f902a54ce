package org.univoice.job.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.kinesis.shaded.com.amazonaws.metrics.AwsSdkMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads envelopes off Kinesis. One that cannot be read is counted and skipped: it must not stop the
 * rest.
 */
final class EnvelopeSchema implements KinesisDeserializationSchema<TrackEvent[]> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EnvelopeSchema.class);
  private static final TrackEvent[] NOTHING = {};

  private transient Counter unreadable;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    unreadable = context.getMetricGroup().counter("unreadableEnvelopes");
    // The connector's AWS SDK tells the JVM of itself, which would keep the job's classes for good.
    context
        .getUserCodeClassLoader()
        .registerReleaseHookIfAbsent("AWS SDK", AwsSdkMetrics::unregisterMetricAdminMBean);
  }

  @Override
  public TrackEvent[] deserialize(
      byte[] message,
      String partitionKey,
      String sequenceNumber,
      long approximateArrivalMillis,
      String stream,
      String shard) {
    try {
      return EnvelopeReader.read(message);
    } catch (InvalidProtocolBufferException e) {
      if (unreadable == null) {
        unreadable = new SimpleCounter();
      }
      unreadable.inc();
      LOG.warn("Skipped record {} of {}/{}: {}", sequenceNumber, stream, shard, e.getMessage());
      return NOTHING;
    }
  }

  @Override
  public TypeInformation<TrackEvent[]> getProducedType() {
    return TypeInformation.of(TrackEvent[].class);
  }
}
