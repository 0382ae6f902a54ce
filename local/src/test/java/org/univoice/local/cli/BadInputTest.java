package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Through the command line itself: one clear line, code 2, and nothing written. */
class BadInputTest {
  private static final Path SAMPLE = Path.of("../samples/english.wav");
  @TempDir Path folder;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setProperty("univoice.home", folder.resolve("home").toString());
    System.setProperty("univoice.checkout", Path.of("..").toAbsolutePath().toString());
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(standardError);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "text", "I am text\n".getBytes(), "not a WAV, MP3 or Ogg Opus file but a text file"),
        Arguments.of("empty", new byte[0], "empty"),
        Arguments.of("truncated", "RIFF....WAVEfmt ".getBytes(), "cut short"),
        Arguments.of(
            "mp3",
            new byte[] {(byte) 0xFF, (byte) 0xFB, 80, 0, 0, 0},
            "The MP3 stream ends before"),
        Arguments.of("8 kHz", wav(8_000), "8,000 samples a second; UniVoice needs 16,000 or more"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void shouldRefuseFilesThatCannotBeTranslated(String name, byte[] content, String reason)
      throws Exception {
    Path file = Files.write(folder.resolve("speech.wav"), content);
    Path out = folder.resolve("out");
    assertThat(translate(file, out)).isEqualTo(2);
    assertOneLine(reason);
    assertThat(out).doesNotExist();
  }

  @Test
  void shouldRefuseAnOutputFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("a-file"));
    assertThat(translate(SAMPLE, file.resolve("out"))).isEqualTo(2);
    assertOneLine("cannot be written");
  }

  @Test
  void shouldRefuseAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(translate(SAMPLE, folder.resolve("out"), "--api-port", "" + port)).isEqualTo(2);
      assertOneLine("port " + port + " (api) is already taken");
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstand() {
    assertThat(translate(SAMPLE, folder.resolve("out"), "--sped", "max")).isEqualTo(2);
    assertOneLine("--sped");
    said.reset();
    assertThat(translate(SAMPLE, folder.resolve("out"), "--speed", "warp")).isEqualTo(2);
    assertOneLine("--speed is real or max");
    said.reset();
    assertThat(UniVoiceCommand.run("translate", SAMPLE.toString(), "--out", "x")).isEqualTo(2);
    assertOneLine("--to");
  }

  @Test
  void shouldSayWhichCommandsThereAreWhenOneIsUnknown() {
    assertThat(UniVoiceCommand.run("translat", "x.wav")).isEqualTo(2);
    assertOneLine("there is no command 'translat'; there is: help, translate, up");
    said.reset();
    assertThat(UniVoiceCommand.run("--quiet")).isEqualTo(2);
    assertOneLine("Unknown option: '--quiet'");
  }

  @Test
  void shouldTakeHelpForACommand() {
    assertThat(UniVoiceCommand.run("help")).isZero();
    assertThat(UniVoiceCommand.run("help", "translate")).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void shouldSayThatNothingIsRunning() {
    for (String command : new String[] {"token", "savepoint"}) {
      said.reset();
      assertThat(UniVoiceCommand.run(command)).isEqualTo(2);
      assertOneLine("nothing is running; start it with ./univoice up");
    }
  }

  private int translate(Path file, Path out, String... more) {
    String[] line = {"translate", file.toString(), "--from", "en", "--to", "pt", "--out", "" + out};
    return UniVoiceCommand.run(
        Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new));
  }

  private void assertOneLine(String reason) {
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(text.strip().lines()).as(text).hasSize(1);
    assertThat(text).startsWith("univoice: ").contains(reason).doesNotContain("Exception");
  }

  private static byte[] wav(int rate) {
    java.nio.ByteBuffer wav =
        java.nio.ByteBuffer.allocate(44 + 3_200).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes()).putInt(36 + 3_200).put("WAVEfmt ".getBytes()).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
    wav.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(3_200);
    return wav.array();
  }
}
