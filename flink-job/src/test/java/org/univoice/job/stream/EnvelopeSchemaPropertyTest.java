package org.univoice.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The stream is the only way in: what stands in it is read, and nothing in it stops the job. */
class EnvelopeSchemaPropertyTest {

  private final EnvelopeSchema schema = new EnvelopeSchema();

  @Property(tries = 300)
  void shouldReadTheSameEventsInTheSameOrderOutOfAnyEnvelope(
      @ForAll("envelopes") List<TrackEvent> events) {
    List<TrackEvent> expected = known(events);
    assertSame(read(Envelopes.bytes(events)), expected);
  }

  /** Records are what an envelope ends with, so what is left of them are the first ones. */
  @Property(tries = 300)
  void shouldReadTheFirstEventsOrNoneOutOfATruncatedEnvelope(
      @ForAll("envelopes") List<TrackEvent> events, @ForAll @IntRange(max = 999) int permille) {
    byte[] whole = Envelopes.bytes(events);
    List<TrackEvent> read = read(Arrays.copyOf(whole, whole.length * permille / 1_000));

    assertThat(read.size()).isLessThanOrEqualTo(known(events).size());
    assertSame(read, known(events).subList(0, read.size()));
  }

  @Property(tries = 300)
  void shouldGetPastAnyBytesThatAreNoEnvelope(@ForAll byte[] garbage) {
    assertOneOfEach(read(garbage));
  }

  @Property(tries = 300)
  void shouldGetPastAnEnvelopeThatIsDamagedAnywhere(
      @ForAll("envelopes") List<TrackEvent> events,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 999) Integer> places,
      @ForAll byte damage) {
    byte[] bytes = Envelopes.bytes(events);
    places.forEach(permille -> bytes[bytes.length * permille / 1_000] ^= (byte) (damage | 1));

    assertOneOfEach(read(bytes));
  }

  @Provide
  Arbitrary<List<TrackEvent>> envelopes() {
    return Envelopes.any();
  }

  private List<TrackEvent> read(byte[] bytes) {
    return List.of(schema.deserialize(bytes, "key", "1", 0, "stream", "shard"));
  }

  private static List<TrackEvent> known(List<TrackEvent> events) {
    return events.stream().filter(Objects::nonNull).toList();
  }

  private static void assertSame(List<TrackEvent> read, List<TrackEvent> expected) {
    assertThat(read)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(expected);
  }

  private static void assertOneOfEach(List<TrackEvent> read) {
    assertThat(read).allMatch(event -> (event.audio() == null) != (event.control() == null));
  }
}
