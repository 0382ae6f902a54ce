package org.univoice.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallPolicy;
import org.univoice.job.call.KeyedCallOperatorFactory;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.recognition.RecognitionConfig;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.SpeechRecognition;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.synthesis.StreamedSynthesis;
import org.univoice.job.translation.ContextualTranslation;
import org.univoice.job.translation.ConversationMemory;
import org.univoice.job.translation.FakeTranslator;
import org.univoice.job.translation.TargetedUtterance;
import org.univoice.job.translation.Translation;
import org.univoice.job.translation.Translator;
import org.univoice.job.voice.VoiceTier;
import org.univoice.job.voice.VoicedTranslation;
import org.univoice.log.LogFields;
import org.univoice.log.LogLines;

/** What the job's process writes when something concerns one session. */
class JobLogTest {
  private static final String SAID = "my number is 4711";

  private final LogLines log = new LogLines("/logback-job.xml");

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldLogACallThatEndsWithoutAnAnswerAsOneJsonLineThatNamesTheSession() throws Exception {
    translate(new Quoting());

    List<JsonNode> lines = log.ours(line -> line.has("model"));
    assertThat(lines).hasSize(1);
    JsonNode line = lines.get(0);
    assertThat(Instant.parse(line.get("@timestamp").asText())).isBefore(Instant.now());
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("service").asText()).isEqualTo("job");
    assertThat(line.get("logger").asText()).isEqualTo("org.univoice.job.call.CallLog");
    assertThat(line.get("message").asText()).isEqualTo("A model call ended without its answer");
    assertThat(line.get("sessionId").asText()).isEqualTo("session-1");
    assertThat(line.get("participantId").asText()).isEqualTo("ana");
    assertThat(line.get("segmentId").asText()).isEqualTo("ana:250");
    assertThat(line.get("model").asText()).isEqualTo("quoting");
    assertThat(line.get("reason").asText()).isEqualTo("FAILED");
    assertThat(line.get("attempts").asText()).isEqualTo("1");
    assertThat(line.get("answers").asText()).isEqualTo("0");
  }

  @Test
  void shouldNeverLogWhatWasSaidEvenWhenTheModelsFailureQuotesIt() throws Exception {
    Translation failed = translate(new Quoting());

    assertThat(failed.failure()).as("the failure quotes").contains(SAID);
    assertThat(log.text()).contains("session-1").doesNotContain("4711");
  }

  @Test
  void shouldLogNothingWhenACallIsAnswered() throws Exception {
    assertThat(translate(new FakeTranslator()).failure()).isNull();

    assertThat(log.ours(line -> line.has("sessionId"))).isEmpty();
  }

  @Test
  void shouldKnowTheSessionOfEveryCallByTheSameFields() {
    LogFields known = ref().logFields();

    assertThat(known.byName())
        .containsEntry("sessionId", "session-1")
        .containsEntry("participantId", "ana")
        .containsEntry("segmentId", "ana:250");
    assertThat(
            new SpeechRecognition(RecognitionConfig.standard(), null, null, null, null, null)
                .logFields(new SpeechSegment(ref(), "en", 0, new byte[0])))
        .isEqualTo(known);
    assertThat(
            new StreamedSynthesis(null, null)
                .logFields(new VoicedTranslation(translation(), VoiceTier.STANDARD, null)))
        .isEqualTo(known);
  }

  @Test
  void shouldNameTheSameFieldsOnACluster() throws Exception {
    String cluster =
        new String(
            getClass().getResourceAsStream("/log4j-job.properties").readAllBytes(),
            StandardCharsets.UTF_8);

    assertThat(
            List.of(
                "sessionId",
                "participantId",
                "segmentId",
                "model",
                "reason",
                "attempts",
                "answers",
                "flink-job-id"))
        .allSatisfy(
            field -> assertThat(cluster).contains("\"" + field + "\"", "%X{" + field + "}"));
  }

  private static Translation translate(Translator translator) throws Exception {
    var call = new ContextualTranslation(translator, text -> Map.of(), Clock.systemUTC());
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, TargetedUtterance, Translation>(
            new KeyedCallOperatorFactory<>(
                call,
                TypeInformation.of(TargetedUtterance.class),
                TypeInformation.of(ConversationMemory.class),
                CallPolicy.withTimeout(Duration.ofSeconds(1))),
            TargetedUtterance::conversationKey,
            Types.STRING)) {
      harness.open();
      harness.processElement(said(), 10);
      while (harness.getTaskMailbox().hasMail()) {
        harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      }
      return harness.extractOutputValues().get(0);
    }
  }

  private static SegmentRef ref() {
    return new SegmentRef("session-1", "ana", 250, 1150, 1, SegmentKind.FINAL, LatencyMarks.NONE);
  }

  private static TargetedUtterance said() {
    var recognized =
        new RecognizedSegment(ref(), "en", SAID, new RecognizedWord[0], 0.9f, null, null, null);
    return new TargetedUtterance(new Utterance(recognized, "S1", null, new String[] {"pt"}), "pt");
  }

  private static Translation translation() {
    return new Translation(
        ref(), "S1", null, "en", "pt", SAID, SAID, 1, new String[0], null, "useful", null);
  }

  /** Refuses every question for good, and says in its own words what it was asked. */
  private static final class Quoting implements Translator {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean serves(String source, String target) {
      return true;
    }

    @Override
    public ModelCall<Rendering> translate(Request request) {
      return new ModelCall<>() {
        @Override
        public String model() {
          return "quoting";
        }

        @Override
        public Cancellable start(AnswerObserver<Rendering> observer) {
          observer.onFailed(new ModelCallException("no word for: " + SAID, false, null));
          return () -> {};
        }
      };
    }
  }
}
