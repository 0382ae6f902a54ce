package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.segmentation.opus.ffmpeg.OpusPackets;
import org.univoice.job.segmentation.voiceactivity.FakeVoiceActivity;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.TrackEvent;

/** Real packets through the real decoder: the segments of Opus are those of what was encoded. */
class SegmentationOfOpusTest {

  private static final byte[] TALK = talk();

  private KeyedOneInputStreamOperatorTestHarness<String, TrackEvent, SpeechSegment> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @CsvSource({"20, 2", "20, 3", "10, 5", "40, 1", "60, 1"})
  void shouldFindTheSegmentsOfTheSpeechThatWasEncoded(int packetMillis, int packets)
      throws Exception {
    send(chunks(packetMillis, packets));

    assertFound();
  }

  @Test
  void shouldFindThemAlsoWhenTheJobIsRestoredInTheMiddleOfSpeech() throws Exception {
    List<TrackEvent> events = chunks(20, 2);
    int middle = 1_800 / 40;
    send(events.subList(0, middle));
    List<SpeechSegment> before = harness.extractOutputValues();
    var saved = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(saved);
    harness.open();
    // What was not in the checkpoint is read again, and a little more.
    send(events.subList(middle - 3, events.size()));

    assertThat(before).extracting(segment -> segment.ref().kind()).doesNotContain(CANDIDATE);
    assertFound();
  }

  @Test
  void shouldGoOnInPlaceAfterAChunkThatIsNoOpus() throws Exception {
    List<TrackEvent> events = new ArrayList<>(chunks(20, 2));
    AudioChunk damaged = events.get(5).audio();
    events.set(5, event(copy(damaged, new byte[] {0, 2, 3, 0})));
    send(events);

    assertFound();
  }

  /** 1.0 to 2.5 s, and 4.0 to 5.0 s. */
  private void assertFound() {
    List<SpeechSegment> found =
        harness.extractOutputValues().stream()
            .filter(segment -> segment.ref().kind() == CANDIDATE)
            .toList();
    assertThat(harness.extractOutputValues())
        .filteredOn(segment -> segment.ref().kind() == CONFIRMED)
        .hasSize(2);
    assertThat(found).hasSize(2);
    // Windows are 32 ms long; what rings at the edges of sound may fill another.
    assertThat(found.get(0).ref().startMillis()).isCloseTo(1_000, within(33L));
    assertThat(found.get(0).ref().endMillis()).isCloseTo(2_500, within(65L));
    assertThat(found.get(1).ref().startMillis()).isCloseTo(4_000, within(33L));
    assertThat(found.get(1).ref().endMillis()).isCloseTo(5_000, within(65L));
    assertSameSound(found.get(0), 1_200, 1_700);
    assertSameSound(found.get(1), 4_100, 4_900);
  }

  /** Place and level of the tone, by its correlation with itself as it was spoken. */
  private static void assertSameSound(SpeechSegment segment, int fromMillis, int toMillis) {
    short[] spoken = OpusPackets.samples(TALK);
    short[] heard = OpusPackets.samples(segment.pcm());
    int offset = (int) segment.pcmStartMillis() * 16;
    double both = 0;
    double alone = 0;
    for (int i = fromMillis * 16; i < toMillis * 16; i++) {
      both += (double) spoken[i] * heard[i - offset];
      alone += (double) spoken[i] * spoken[i];
    }
    // A millisecond off would be half a period of 440 Hz: -0.93.
    assertThat(both / alone).isCloseTo(1, within(0.1));
  }

  private void send(List<TrackEvent> events) throws Exception {
    for (TrackEvent event : events) {
      harness.processElement(event, event.audio().capturedMillis());
    }
  }

  private static List<TrackEvent> chunks(int packetMillis, int packetsPerChunk) {
    List<byte[]> packets = OpusPackets.of(TALK, packetMillis);
    List<TrackEvent> events = new ArrayList<>();
    long start = 0;
    long samples = -OpusPackets.PRE_SKIP;
    for (int from = 0; from + packetsPerChunk <= packets.size(); from += packetsPerChunk) {
      samples += packetsPerChunk * packetMillis * 48L;
      long end = samples / 48;
      byte[] payload = OpusPackets.payload(packets.subList(from, from + packetsPerChunk));
      int skipped = from == 0 ? OpusPackets.PRE_SKIP : 0;
      long sequence = from / packetsPerChunk;
      events.add(
          event(new AudioChunk(sequence, start, end, end, end, end, true, skipped, payload)));
      start = end;
    }
    return events;
  }

  private static AudioChunk copy(AudioChunk chunk, byte[] payload) {
    return new AudioChunk(
        chunk.sequence(),
        chunk.startMillis(),
        chunk.endMillis(),
        chunk.capturedMillis(),
        chunk.receivedMillis(),
        chunk.publishedMillis(),
        true,
        chunk.skippedSamples(),
        payload);
  }

  private static TrackEvent event(AudioChunk chunk) {
    return new TrackEvent("s", "t", "gateway:1", chunk, null);
  }

  private static byte[] talk() {
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    talk.writeBytes(new byte[32 * 1_000]);
    talk.writeBytes(OpusPackets.tone(440, 12_000, 1_500));
    talk.writeBytes(new byte[32 * 1_500]);
    talk.writeBytes(OpusPackets.tone(440, 12_000, 1_000));
    talk.writeBytes(new byte[32 * 1_000]);
    return talk.toByteArray();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TrackEvent, SpeechSegment> harness()
      throws Exception {
    var function = new SegmentationFunction(SegmentationConfig.standard(), new FakeVoiceActivity());
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), TrackEvent::trackKey, Types.STRING);
  }
}
