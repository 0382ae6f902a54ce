package org.univoice.job;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.univoice.job.call.CallPolicy;
import org.univoice.job.diarization.DiarizationConfig;
import org.univoice.job.recognition.ClauseRule;
import org.univoice.job.recognition.RecognitionConfig;
import org.univoice.job.segmentation.SegmentationConfig;
import org.univoice.job.stream.StreamConfig;
import org.univoice.job.triton.TritonConfig;

/**
 * Everything the job can be told, read once from {@code --key value} pairs and handed down in
 * pieces.
 *
 * @param models who recognises, translates and speaks
 * @param recognitionCalls patience with the recognizer and the voiceprint extractor
 * @param translationCalls patience with the translator
 * @param synthesisCalls patience with the synthesizer, between two pieces of speech
 */
public record JobConfig(
    StreamConfig stream,
    TritonConfig triton,
    ModelChoice models,
    SegmentationConfig segmentation,
    RecognitionConfig recognition,
    DiarizationConfig diarization,
    CallPolicy recognitionCalls,
    CallPolicy translationCalls,
    CallPolicy synthesisCalls,
    ClusterConfig cluster)
    implements Serializable {

  /**
   * @param args pairs of {@code --key} and value; every key is listed in flink-job/README.md
   * @throws IllegalArgumentException with a line that names the key and what is wrong with it
   */
  public static JobConfig of(String[] args) {
    Map<String, String> values = pairs(args);
    Keys keys = new Keys(values);
    StreamConfig stream =
        new StreamConfig(
            keys.text("stream", "univoice"),
            keys.text("region", "us-east-1"),
            keys.text("kinesis-endpoint", ""),
            keys.text("initial-position", "TRIM_HORIZON"),
            // AWS allows five reads a second and shard; a stand-in may be asked more often.
            keys.number("poll-millis", 200),
            keys.text("fan-out-consumer", ""));
    SegmentationConfig segmentation =
        SegmentationConfig.standard().withSpeculation(keys.flag("speculation", true));
    int patience = keys.number("voiceprint-patience-millis", 150);
    RecognitionConfig patient =
        RecognitionConfig.standard().withVoiceprintPatience(Duration.ofMillis(patience));
    RecognitionConfig recognition =
        keys.flag("clauses", true) ? patient : patient.withClauses(ClauseRule.never());
    JobConfig config =
        new JobConfig(
            stream,
            TritonConfig.at(keys.text("triton", "127.0.0.1:8001")),
            ModelChoice.of(keys, stream.region()),
            segmentation,
            recognition,
            DiarizationConfig.standard(),
            CallPolicy.withTimeout(
                Duration.ofMillis(keys.number("recognition-timeout-millis", 5_000))),
            CallPolicy.withTimeout(
                Duration.ofMillis(keys.number("translation-timeout-millis", 2_000))),
            CallPolicy.withTimeout(
                Duration.ofMillis(keys.number("synthesis-timeout-millis", 5_000))),
            new ClusterConfig(
                keys.flag("embedded", false),
                keys.number("dashboard-port", 8081),
                keys.number("parallelism", 1),
                keys.text("checkpoints", ""),
                Duration.ofMillis(keys.number("checkpoint-interval-millis", 5_000)),
                keys.text("restore", ""),
                keys.text("local-state", ""),
                keys.number("managed-memory-mib", 384)));
    keys.refuseUnknown();
    return config;
  }

  private static Map<String, String> pairs(String[] args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException("expected --key value, found " + args[i]);
      }
      values.put(args[i].substring(2), args[i + 1]);
    }
    return values;
  }

  /** Reads values and remembers which keys there are. */
  static final class Keys {
    private final Map<String, String> values;
    private final Map<String, String> left;

    private Keys(Map<String, String> values) {
      this.values = values;
      this.left = new HashMap<>(values);
    }

    String text(String key, String standard) {
      left.remove(key);
      return values.getOrDefault(key, standard);
    }

    int number(String key, int standard) {
      String value = text(key, String.valueOf(standard));
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("--" + key + " must be a whole number, was " + value, e);
      }
    }

    boolean flag(String key, boolean standard) {
      String value = text(key, String.valueOf(standard));
      if (!value.equals("true") && !value.equals("false")) {
        throw new IllegalArgumentException("--" + key + " must be true or false, was " + value);
      }
      return value.equals("true");
    }

    private void refuseUnknown() {
      if (!left.isEmpty()) {
        throw new IllegalArgumentException("unknown key --" + left.keySet().iterator().next());
      }
    }
  }
}
