package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.univoice.local.cli.UniVoiceCommand;

/** What processes write that are started with the class path and the flags of the real ones. */
class LogConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void shouldHaveTheJobWriteJsonLinesIntoItsOutput() throws Exception {
    String output = run(JobProcess.LOGGING);

    assertNamesTheSession(output.lines().toList(), "job");
  }

  @Test
  void shouldHaveTheGatewayWriteJsonLinesIntoTheFileAndNothingToTheTerminal() throws Exception {
    String output = run("org/univoice/local/logback.xml");

    assertThat(output).isEmpty();
    assertNamesTheSession(Files.readAllLines(folder.resolve("logs/univoice.log")), "gateway");
  }

  @Test
  void shouldHaveLibrariesSpeakIntoTheSameFileWhenTheySpeakThroughJavaUtilLogging()
      throws Exception {
    String output = run("org/univoice/local/logback.xml", Library.class);

    assertThat(output.strip()).isEqualTo("UniVoice 0.1.0");
    List<String> lines = Files.readAllLines(folder.resolve("logs/univoice.log"));
    assertThat(lines).hasSize(1);
    JsonNode line = JSON.readTree(lines.get(0));
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("logger").asText()).isEqualTo("some.library");
    assertThat(line.get("stackTrace").asText()).startsWith("java.io.IOException: why");
  }

  private static void assertNamesTheSession(List<String> lines, String service) throws Exception {
    assertThat(lines).hasSize(1);
    JsonNode line = JSON.readTree(lines.get(0));
    assertThat(Instant.parse(line.get("@timestamp").asText())).isBefore(Instant.now());
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("service").asText()).isEqualTo(service);
    assertThat(line.get("logger").asText()).isEqualTo(Speaker.class.getName());
    assertThat(line.get("message").asText()).isEqualTo("two\nlines");
    assertThat(line.get("sessionId").asText()).isEqualTo("session-1");
    assertThat(line.get("stackTrace").asText()).startsWith("java.lang.IllegalStateException: why");
  }

  private String run(String configuration) throws Exception {
    return run(configuration, Speaker.class);
  }

  private String run(String configuration, Class<?> main) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dunivoice.home=" + folder,
                "-Dlogback.configurationFile=" + configuration,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** Says one thing, and what is only for developers. */
  static final class Speaker {
    public static void main(String[] args) {
      MDC.put("sessionId", "session-1");
      LoggerFactory.getLogger(Speaker.class).warn("two\nlines", new IllegalStateException("why"));
      LoggerFactory.getLogger(Speaker.class).debug("not written");
    }
  }

  /** Says something while the command line runs, past SLF4J. */
  static final class Library {
    public static void main(String[] args) {
      UniVoiceCommand.run("--version");
      Logger.getLogger("some.library").log(Level.INFO, "two\nlines", new IOException("why"));
      Logger.getLogger("some.library").fine("not written");
    }
  }
}
