package org.univoice.benchmarks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.AudioCodec;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;

/** What coding one envelope costs, by how many sessions' 50 ms PCM chunks it carries. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EnvelopeBenchmark {

  private static final int CHUNK_BYTES = 1_600;

  @Param({"1", "10", "50"})
  public int sessions;

  private StreamEnvelope envelope;
  private byte[] encoded;

  @Setup
  public void fill() {
    StreamEnvelope.Builder builder =
        StreamEnvelope.newBuilder()
            .setGateway("127.0.0.1:8091")
            .setPublishedAtMs(1_700_000_000_000L);
    for (int session = 0; session < sessions; session++) {
      builder.addRecords(
          SessionRecord.newBuilder()
              .setSessionId("session-" + session)
              .setTrackId("track-" + session)
              .setAudio(
                  AudioChunk.newBuilder()
                      .setSequence(1_000)
                      .setStartMs(50_000)
                      .setDurationMs(50)
                      .setCapturedAtMs(1_700_000_000_000L)
                      .setReceivedAtMs(1_700_000_000_010L)
                      .setCodec(AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO)
                      .setPayload(ByteString.copyFrom(new byte[CHUNK_BYTES]))));
    }
    envelope = builder.build();
    encoded = envelope.toByteArray();
  }

  @Benchmark
  public byte[] encode() {
    return envelope.toByteArray();
  }

  @Benchmark
  public StreamEnvelope decode() throws InvalidProtocolBufferException {
    return StreamEnvelope.parseFrom(encoded);
  }
}
