package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallPolicy;
import org.univoice.job.call.KeyedCallOperatorFactory;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;

/** Four people talk in one session; a fifth joins, and what its voice is like comes slowly. */
class NewSpeakerTest {

  private static final List<String> TALKERS = List.of("ana", "bob", "eva", "rui");
  private static final CallPolicy CALLS = CallPolicy.withTimeout(Duration.ofMinutes(5));

  /** Longer than the test: only an answer ends the wait. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final byte NEWCOMER = 1;

  /** Statics: Flink serializes the extractor, the test answers what it left open. */
  private static final List<ModelCall.AnswerObserver<Voiceprint>> OPEN = new ArrayList<>();

  private KeyedOneInputStreamOperatorTestHarness<String, SpeechSegment, RecognizedSegment> harness;

  private static final class SlowForANewcomer implements VoiceprintExtractor {

    private static final long serialVersionUID = 1L;

    @Override
    public ModelCall<Voiceprint> extract(byte[] pcm) {
      return pcm[0] != NEWCOMER
          ? Replies.of(FakeVoiceprintExtractor.voice(pcm[0]))
          : new ModelCall<>() {
            @Override
            public String model() {
              return "voiceprint_extractor";
            }

            @Override
            public Cancellable start(AnswerObserver<Voiceprint> observer) {
              OPEN.add(observer);
              return () -> {};
            }
          };
    }
  }

  @BeforeEach
  void open() throws Exception {
    OPEN.clear();
    var standard = RecognitionConfig.standard();
    var patient =
        new RecognitionConfig(
            standard.partialMillis(),
            standard.partialWindowMillis(),
            standard.voiceprintAudioMillis(),
            PATIENCE,
            standard.stableConfidence(),
            standard.clauses(),
            standard.phantoms(),
            standard.speculation());
    var recognition =
        new SpeechRecognition(
            patient,
            FakeRecognizer.hearing("good morning everybody"),
            new SlowForANewcomer(),
            GistNeeds.none(),
            new SideCalls(CALLS, Clock.systemUTC()),
            Clock.systemUTC());
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedCallOperatorFactory<>(
                recognition,
                TypeInformation.of(SpeechSegment.class),
                TypeInformation.of(RecognitionMemory.class),
                CALLS),
            segment -> segment.ref().trackKey(),
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void shouldDelayNobodyElseWhileItsVoiceIsLearnt() throws Exception {
    say("new", 0, NEWCOMER);
    for (int turn = 0; turn < 3; turn++) {
      for (String talker : TALKERS) {
        say(talker, turn * 2_000L, (byte) (2 + TALKERS.indexOf(talker)));
      }
    }

    assertThat(OPEN).hasSize(1);
    assertThat(heard()).extracting(said -> said.ref().track()).containsOnlyElementsOf(TALKERS);
    assertThat(heard())
        .hasSize(3 * TALKERS.size())
        .allMatch(said -> said.voiceprint() != null && !said.text().isBlank());

    var print = FakeVoiceprintExtractor.voice(NEWCOMER);
    OPEN.get(0).onAnswer(print);
    OPEN.get(0).onCompleted();
    turn();

    assertThat(heard())
        .last()
        .satisfies(
            said -> {
              assertThat(said.ref().track()).isEqualTo("new");
              assertThat(said.voiceprint().embedding()).isEqualTo(print.embedding());
            });
  }

  private void say(String track, long startMillis, byte voice) throws Exception {
    byte[] pcm = new byte[1_500 * 32];
    Arrays.fill(pcm, voice);
    var ref =
        new SegmentRef(
            "s", track, startMillis, startMillis + 1_500, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    harness.processElement(new SpeechSegment(ref, "en", startMillis, pcm), 0);
    turn();
  }

  private List<RecognizedSegment> heard() {
    return harness.extractOutputValues();
  }

  private void turn() throws Exception {
    while (harness.getTaskMailbox().hasMail()) {
      harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }
  }
}
