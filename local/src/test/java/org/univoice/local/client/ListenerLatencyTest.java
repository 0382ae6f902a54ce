package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.univoice.local.client.Transcript.Latency;

class ListenerLatencyTest {
  /** Its second chunk, 50 to 100 ms, left at 1,100. */
  private final SentTimes sent = new SentTimes(2);

  ListenerLatencyTest() {
    sent.sent(0, 1_050);
    sent.sent(1, 1_100);
  }

  @Test
  void shouldCountFromTheLastVoicedSampleAndNotFromTheEndOfItsChunk() {
    Latency latency = ListenerLatency.of(null, heard(60, 1_500, 0), sent);
    assertThat(latency.endToEnd()).isEqualTo(440);
    assertThat(latency.heard()).isEqualTo(440);
  }

  @Property
  void shouldDivideTheWholeWayAmongTheStages(
      @ForAll @LongRange(min = 1, max = 100) long end,
      @ForAll @LongRange(min = -5, max = 40) long onTheWay,
      @ForAll @LongRange(max = 600) long segmentation,
      @ForAll @LongRange(max = 600) long firstSpeech,
      @ForAll @LongRange(min = 10, max = 90) long delivery,
      @ForAll @LongRange(max = 3_000) long wait) {
    long capturedAt = 1_000 + end + onTheWay;
    long firstByteAt = capturedAt + segmentation + 150 + 20 + firstSpeech + delivery;
    Latency latency =
        ListenerLatency.of(
            told(capturedAt, segmentation, firstSpeech), heard(end, firstByteAt, wait), sent);
    assertThat(
            latency.segmentation()
                + latency.recognition()
                + latency.translation()
                + latency.firstSpeech()
                + latency.delivery())
        .isEqualTo(latency.endToEnd());
    assertThat(latency.endToEnd() + latency.playbackWait()).isEqualTo(latency.heard());
    assertThat(latency.segmentation()).isNotNegative();
    assertThat(latency.delivery()).isNotNegative();
  }

  /** A restarted job makes speech again that has been heard already, and tells of that. */
  @Test
  void shouldLeaveOutStagesOfSpeechThatWasMadeAfterWhatWasHeard() {
    Latency latency = ListenerLatency.of(told(1_100, 250, 9_000), heard(100, 1_900, 0), sent);
    assertThat(latency.endToEnd()).isEqualTo(800);
    assertThat(latency.firstSpeech()).isNull();
    assertThat(latency.delivery()).isNull();
  }

  /** As of a gateway that does not say it, or of a job before this one. */
  @Test
  void shouldLeaveOutStagesThatNobodyKnowsTheBeginningOf() {
    ObjectNode told = told(1_100, 250, 100);
    told.remove("capturedAt");
    Latency latency = ListenerLatency.of(told, heard(100, 1_900, 0), sent);
    assertThat(latency.endToEnd()).isEqualTo(800);
    assertThat(latency.segmentation()).isNull();
    assertThat(latency.delivery()).isNull();
  }

  @Test
  void shouldKnowNothingOfSpeechThatNeverCame() {
    Latency latency = ListenerLatency.of(null, null, sent);
    assertThat(latency.endToEnd()).isNull();
    assertThat(latency.heard()).isNull();
  }

  private static HeardSpeech heard(long endMillis, long firstByteAtMillis, long waitMillis) {
    return new HeardSpeech("t:0", endMillis, "similar", firstByteAtMillis, waitMillis, 0L, 1L);
  }

  private static ObjectNode told(long capturedAt, long segmentation, long firstSpeech) {
    ObjectNode message = new ObjectMapper().createObjectNode().put("capturedAt", capturedAt);
    message
        .putObject("stages")
        .put("segmentation", segmentation)
        .put("recognition", 150)
        .put("translation", 20)
        .put("firstSpeech", firstSpeech)
        .put("delivery", 1)
        .put("endToEnd", segmentation + 150 + 20 + firstSpeech + 1);
    return message;
  }
}
