package org.univoice.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is read from the stream is events or no envelope. */
class EnvelopeReaderFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    read(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    read(bytes);
  }

  @Property(tries = 500)
  void shouldTakeADamagedEnvelope(
      @ForAll("envelopes") List<TrackEvent> events,
      @ForAll @Size(max = 6) List<@IntRange(max = 999) Integer> places,
      @ForAll byte damage) {
    byte[] bytes = Envelopes.bytes(events);
    places.forEach(permille -> bytes[bytes.length * permille / 1_000] ^= damage);
    read(bytes);
  }

  @Provide
  Arbitrary<List<TrackEvent>> envelopes() {
    return Envelopes.any();
  }

  private static void read(byte[] bytes) {
    try {
      for (TrackEvent event : EnvelopeReader.read(bytes)) {
        assertThat(event.audio() == null).isNotEqualTo(event.control() == null);
      }
    } catch (InvalidProtocolBufferException e) {
      // Counted, and the job goes on with the next one.
    }
  }
}
