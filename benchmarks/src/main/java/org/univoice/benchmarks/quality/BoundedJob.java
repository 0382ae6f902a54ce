package org.univoice.benchmarks.quality;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.univoice.internal.v1.Delivery;
import org.univoice.job.InterpreterJob;
import org.univoice.job.JobConfig;
import org.univoice.job.ModelClients;
import org.univoice.job.delivery.OutgoingDelivery;
import org.univoice.job.segmentation.voiceactivity.SileroVoiceActivityDetector;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.triton.TritonConfig;
import org.univoice.job.triton.TritonRecognizer;
import org.univoice.job.triton.TritonTranslator;
import org.univoice.job.triton.TritonVoiceprintExtractor;

/**
 * The job as it is, on a cluster in this process, between recordings and a list of what it
 * delivers.
 *
 * @param worker which of several that run at once
 * @param feed what happens
 * @param hypotheses takes what is delivered
 * @param events how many things the feed has to tell in all
 * @param options of the job itself, over its own
 */
record BoundedJob(
    int worker, SpeechFeed feed, Hypotheses hypotheses, long events, List<String> options) {
  private static final ConcurrentMap<Integer, BoundedJob> RUNNING = new ConcurrentHashMap<>();

  private static final String TIMEOUT_MILLIS = "60000";

  /** A busy machine makes the benchmark slow, and must not make it wrong. */
  static final List<String> PATIENT =
      List.of(
          "--recognition-timeout-millis", TIMEOUT_MILLIS,
          "--voiceprint-patience-millis", TIMEOUT_MILLIS,
          "--translation-timeout-millis", TIMEOUT_MILLIS);

  /** Returns when everything has been delivered. */
  void run(String triton) throws Exception {
    RUNNING.put(worker, this);
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    int here = worker;
    DataGeneratorSource<TrackEvent> source =
        new DataGeneratorSource<>(
            index -> RUNNING.get(here).feed.next(), events, TypeInformation.of(TrackEvent.class));
    DataStream<TrackEvent> happens =
        env.fromSource(source, spokenTime(), "recordings").uid("recordings");
    TritonConfig at = TritonConfig.at(triton);
    ModelClients models =
        new ModelClients(
            new SileroVoiceActivityDetector(),
            new OpenCalls.Counted(new TritonRecognizer(at), worker),
            new CountedModels.Voiceprints(new TritonVoiceprintExtractor(at), worker),
            new CountedModels.Translations(new TritonTranslator(at), worker),
            new SilentSynthesizer());
    List<String> arguments = new ArrayList<>(List.of("--triton", triton));
    arguments.addAll(options);
    JobConfig config = JobConfig.of(arguments.toArray(String[]::new));
    new InterpreterJob(config, models, Clock.systemUTC()).connect(happens, new Collecting(worker));
    env.execute("quality-" + worker);
  }

  /** Watermarks would only close tracks that stall, and a track that waits for models does not. */
  private static WatermarkStrategy<TrackEvent> spokenTime() {
    return WatermarkStrategy.<TrackEvent>noWatermarks()
        .withTimestampAssigner(
            (event, ignored) ->
                event.audio() == null
                    ? event.control().atMillis()
                    : event.audio().capturedMillis());
  }

  /** Instead of gateways. */
  private record Collecting(int worker) implements Sink<OutgoingDelivery> {
    @Override
    @SuppressWarnings("deprecation")
    public SinkWriter<OutgoingDelivery> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Flink calls the other one");
    }

    @Override
    public SinkWriter<OutgoingDelivery> createWriter(WriterInitContext context) {
      Hypotheses hypotheses = RUNNING.get(worker).hypotheses();
      SpeechFeed feed = RUNNING.get(worker).feed();
      return new SinkWriter<>() {
        @Override
        public void write(OutgoingDelivery element, Context ignored) throws java.io.IOException {
          hypotheses.take(Delivery.parseFrom(element.delivery()), feed.spokenMillis());
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
