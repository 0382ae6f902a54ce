package org.univoice.job.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.translation.Entity;
import org.univoice.job.translation.Translation;

/** One track, one target language. On RocksDB. */
class VoiceFunctionTest {

  private KeyedOneInputStreamOperatorTestHarness<String, Translation, VoicedTranslation> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new VoiceFunction()), Translation::speechKey, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    harness.setProcessingTime(1_000);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void shouldHurryAfterALongTranslationAlsoWhenItWasRestoredInBetween() throws Exception {
    say(SegmentKind.FINAL, 0, "a".repeat(100));
    var state = harness.snapshot(1, 1);
    harness.close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new VoiceFunction()), Translation::speechKey, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.initializeState(state);
    harness.open();
    harness.setProcessingTime(1_100);

    say(SegmentKind.FINAL, 1_000, "olá");

    assertThat(spoken())
        .singleElement()
        .satisfies(next -> assertThat(next.speed()).isGreaterThan(1));
  }

  @Test
  void shouldForgetATrackThatHasEnded() throws Exception {
    say(SegmentKind.FINAL, 0, "a".repeat(100));
    assertThat(keptEntries()).isEqualTo(1);

    say(SegmentKind.TRACK_ENDED, 1_000, "");

    assertThat(keptEntries()).isZero();
    assertThat(spoken()).last().extracting(VoicedTranslation::wanted).isEqualTo(VoiceTier.NONE);
  }

  private void say(SegmentKind kind, long startMillis, String text) throws Exception {
    var ref = new SegmentRef("s", "t", startMillis, 900, 1, kind, LatencyMarks.NONE);
    harness.processElement(
        new Translation(
            ref, "S1", null, "en", "pt", "", text, 1, new String[0], new Entity[0], "useful", null),
        0);
  }

  private int keptEntries() {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    var backend = (RocksDBKeyedStateBackend<?>) operator.<String>getKeyedStateBackend();
    return backend.numKeyValueStateEntries();
  }

  private List<VoicedTranslation> spoken() {
    return harness.extractOutputValues();
  }
}
