package org.univoice.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every sentence with which the gateway refuses something, found in its source. */
class ErrorWordsTest {
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\b\\w+(Exception|Error|Impl|Handler|Factory)\\b|\\borg\\.univoice\\b");
  private static final List<String> JARGON =
      List.of(
          "null",
          "npe",
          "stack",
          "thread",
          "socket",
          "buffer",
          "payload",
          "upstream",
          "downstream",
          "handshake",
          "circuit",
          "deserial",
          "serializ",
          "mutex",
          "kernel",
          "event loop",
          "dynamodb",
          "kinesis",
          "flink",
          "triton",
          "redis",
          "grpc",
          "sql ",
          "enum",
          "boolean",
          "integer",
          "regex",
          "illegal",
          "invalid",
          "fatal",
          "abort",
          "5xx",
          "errno");

  @Test
  void shouldSayEveryRefusalInWordsThatAnybodyUnderstands() throws IOException {
    List<RefusalSentences.Refusal> refusals =
        RefusalSentences.in(Path.of("src/main/java/org/univoice/gateway"));

    assertThat(refusals).hasSizeGreaterThan(60);
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.message()).as("message at %s", refusal).isNotBlank();
              assertThat(refusal.suggestion()).as("suggestion at %s", refusal).isNotBlank();
              assertThat(wrongWith(refusal.message())).as("message at %s", refusal).isEmpty();
              assertThat(wrongWith(refusal.suggestion())).as("suggestion at %s", refusal).isEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void shouldTellOfWhatIsOursInPlainWordsToo(ErrorCode code) {
    assertThat(code.category()).isNotNull();
    ErrorResponse ours = ErrorResponse.of(new NullPointerException("x is null"), "r", 1);

    assertThat(wrongWith(ours.message())).isEmpty();
    assertThat(wrongWith(ours.suggestion())).isEmpty();
    assertThat(ours.message()).doesNotContain("x is");
    assertThat(ours.retryable()).isTrue();
  }

  /** What is read as "…" is filled in when it is said. */
  private static List<String> wrongWith(String sentence) {
    List<String> wrong = new ArrayList<>();
    if (!sentence.endsWith(".") && !sentence.endsWith("…")) {
      wrong.add("no full stop: " + sentence);
    }
    if (!Character.isUpperCase(sentence.charAt(0)) && !sentence.matches("^['…\"].*")) {
      wrong.add("begins small: " + sentence);
    }
    if (CLASS_NAME.matcher(sentence).find()) {
      wrong.add("names a class: " + sentence);
    }
    String plain = sentence.toLowerCase(Locale.ROOT).replaceAll("'[^']*'", "");
    JARGON.stream()
        .filter(word -> Pattern.compile("\\b" + Pattern.quote(word)).matcher(plain).find())
        .forEach(word -> wrong.add("says '" + word + "': " + sentence));
    return wrong;
  }
}
