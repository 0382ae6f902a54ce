package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.univoice.client.AttachedClient;
import org.univoice.client.SessionApi;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.TestHome;
import org.univoice.local.client.Transcript.Segment;
import org.univoice.local.client.Transcript.Translation;
import org.univoice.local.quality.HeardAgain;
import org.univoice.local.quality.WordErrors;
import org.univoice.local.setup.Setup;
import org.univoice.local.setup.UnseenProgress;
import org.univoice.local.stack.JobMetric;
import org.univoice.local.stack.ListeningSockets;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.StackListener;
import org.univoice.local.stack.WarmUp;

/** Real recordings through the whole stack with its real models; nothing is faked. */
@Tag("triton")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
  private static final Duration SILENCE = Duration.ofSeconds(90);
  private static final Path SAMPLES = Path.of("../samples");

  /**
   * Speech that says something else differs by far more; how well it is understood is measured by
   * the benchmark of latency.
   */
  private static final double HEARD_WORD_ERROR_RATE = 0.3;

  /** A busy machine pauses between two clauses. */
  private static final long BUSY_MILLIS = 5_000;

  /** Speech that catches up after a restart is up to 1.3 times as fast, which is harder to hear. */
  private static final double HURRIED_WORD_ERROR_RATE = 0.45;

  /** A restart may fall between two pieces of one sentence's speech. */
  private static final long RESTART_MILLIS = 15_000;

  /** Kept after the tests: its logs say what went wrong. */
  private static Path run;

  private static Stack stack;

  private final List<String> notices = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    run = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "end-to-end-");
    run = Run.reopen(run.toAbsolutePath()).folder();
    Home where = TestHome.ofEnvironment();
    new Setup(where, new UnseenProgress()).ensure();
    StackListener listener = new Telling();
    stack = Stack.start(new StackConfig(where, Ports.free(), run, ""), listener);
    WarmUp.speakThrough(stack, listener);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
      assertThat(run.resolve("logs")).isDirectory();
      assertThat(run.resolve("tmp")).doesNotExist();
      // A test stops the job with a savepoint, which goes on in that stream; others run without it.
      assertThat(Files.exists(run.resolve("aws")))
          .isEqualTo(Files.exists(run.resolve("savepoints")));
    }
  }

  @Test
  @Order(0)
  void shouldHaveTheJobsLibrariesWriteJsonLinesToo() throws Exception {
    // The AWS SDK misses JAXB whenever the job starts, and says so through java.util.logging.
    assertThat(Files.readAllLines(run.resolve("logs/job.log")))
        .filteredOn(line -> line.contains("com.amazonaws"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
  }

  @Test
  @Order(1)
  void shouldSpeakEnglishInPortuguese() throws Exception {
    TranslationResult result =
        translate(Recording.read(SAMPLES.resolve("english.wav")), "en", "pt");
    tell("en>pt", result.transcript());
    assertEnglishSampleRecognized(result);
    assertThat(translated(result)).containsIgnoringCase("país").containsIgnoringCase("american");
    assertHeardAsTranslated(result, "pt");
  }

  @Test
  @Order(2)
  void shouldSpeakPortugueseInEnglish() throws Exception {
    TranslationResult result =
        translate(Recording.read(SAMPLES.resolve("portuguese.wav")), "pt", "en");
    tell("pt>en", result.transcript());
    // The recognizer's last two words are not the speaker's: three of eight count as wrong.
    assertThat(
            WordErrors.between(
                    "Uma raposa velha não consegue aprender nenhum ofício", words(result))
                .rate())
        .isLessThanOrEqualTo(0.4);
    assertThat(translated(result)).containsIgnoringCase("old fox").containsIgnoringCase("learn");
    assertHeardAsTranslated(result, "en");
  }

  @Test
  @Order(3)
  void shouldSayNothingOfFortySecondsOfSilenceAndNoise() throws Exception {
    Random chance = new Random(7);
    byte[] samples = new byte[40 * 32_000];
    for (int i = samples.length / 2; i < samples.length; i += 2) {
      int value = (int) (chance.nextGaussian() * 300);
      samples[i] = (byte) value;
      samples[i + 1] = (byte) (value >> 8);
    }
    TranslationResult result =
        client(millis -> {})
            .translate(new Recording(samples, 16_000, 1, List.of()), "en", List.of("pt"), false);
    assertThat(result.transcript().segments()).isEmpty();
    assertThat(result.speech().get("pt")).isEmpty();
  }

  @Test
  @Order(4)
  void shouldLoseNothingWhenEveryConnectionDropsInTheMiddle() throws Exception {
    List<AttachedClient> attached = new ArrayList<>();
    AtomicBoolean dropped = new AtomicBoolean();
    TranslationClient client =
        new TranslationClient(
            new SessionApi(stack.api(), stack.apiToken()),
            new SilentCaptions() {
              @Override
              public void sent(long millis, long ofMillis) {
                if (millis >= 6_000 && dropped.compareAndSet(false, true)) {
                  attached.forEach(each -> each.drop());
                }
              }
            },
            SILENCE,
            attached::add);
    TranslationResult result =
        client.translate(Recording.read(SAMPLES.resolve("english.wav")), "en", List.of("pt"), true);
    assertThat(dropped).isTrue();
    assertEnglishSampleRecognized(result);
    assertHeardAsTranslated(result, "pt");
  }

  @Test
  @Order(5)
  void shouldLoseNothingWhenTheJobIsStoppedWithASavepointAndStartedFromIt() throws Exception {
    CompletableFuture<Path> restarted = new CompletableFuture<>();
    TranslationResult result =
        translateEnglishWhile(4_000, () -> restarted.completeAsync(stack::restartJob));
    assertThat(restarted.join()).exists();
    assertEnglishSampleRecognized(result);
    assertHeardAsTranslated(result, "pt", HURRIED_WORD_ERROR_RATE, RESTART_MILLIS);
    assertNoChunkIsMissing();
  }

  /** The job that is killed was started from a savepoint by the test before. */
  @Test
  @Order(6)
  void shouldGoOnWhereItWasWhenTheJobIsKilled() throws Exception {
    TranslationResult result =
        translateEnglishWhile(4_000, () -> stack.jobProcess().orElseThrow().destroyForcibly());
    assertEnglishSampleRecognized(result);
    assertHeardAsTranslated(result, "pt", HURRIED_WORD_ERROR_RATE, RESTART_MILLIS);
    assertNoChunkIsMissing();
  }

  @Test
  @Order(7)
  void shouldSurviveTritonsDeathAndTranslateAgainWhenItIsBack() throws Exception {
    TranslationResult meanwhile =
        translateEnglishWhile(1_000, () -> stack.tritonProcess().orElseThrow().destroyForcibly());
    assertThat(meanwhile.transcript().durationMs()).isEqualTo(11_000);
    assertThat(words(meanwhile) + String.join(" ", notices))
        .as("captions or a notice")
        .isNotBlank();
    Thread.sleep(15_000);
    TranslationResult after = translate(Recording.read(SAMPLES.resolve("english.wav")), "en", "pt");
    assertThat(translated(after)).containsIgnoringCase("país");
  }

  @Test
  @Order(8)
  void shouldStayBelowFiveGibibytes() {
    System.out.println(
        "memory in MiB: "
            + stack.memory().bytes().entrySet().stream()
                .map(part -> part.getKey() + " " + (part.getValue() >> 20))
                .collect(Collectors.joining(", ")));
    assertThat(stack.memory().total()).isLessThan(5L << 30);
  }

  @Test
  @Order(9)
  void shouldBeReachableFromThisMachineOnly() throws Exception {
    assertThat(ListeningSockets.loopback()).contains(stack.api().getPort());
    assertThat(ListeningSockets.reachableFromElsewhere()).isEmpty();
  }

  private TranslationResult translate(Recording recording, String from, String to)
      throws InterruptedException {
    return client(millis -> {}).translate(recording, from, List.of(to), true);
  }

  /** Something happens once this much of the English sample has been sent. */
  private TranslationResult translateEnglishWhile(long atMillis, Runnable happening)
      throws InterruptedException {
    AtomicBoolean happened = new AtomicBoolean();
    return client(
            millis -> {
              if (millis >= atMillis && happened.compareAndSet(false, true)) {
                happening.run();
              }
            })
        .translate(Recording.read(SAMPLES.resolve("english.wav")), "en", List.of("pt"), true);
  }

  private TranslationClient client(java.util.function.LongConsumer sent) {
    return new TranslationClient(
        new SessionApi(stack.api(), stack.apiToken()),
        new SilentCaptions() {
          @Override
          public void sent(long millis, long ofMillis) {
            sent.accept(millis);
          }

          @Override
          public void notice(String listener, String message) {
            notices.add(message);
          }
        },
        SILENCE);
  }

  private static String words(TranslationResult result) {
    return result.transcript().segments().stream()
        .map(Segment::text)
        .collect(Collectors.joining(" "));
  }

  private static String translated(TranslationResult result) {
    return result.transcript().segments().stream()
        .flatMap(segment -> segment.translations().stream())
        .map(Translation::text)
        .collect(Collectors.joining(" "));
  }

  /** The track's sequence numbers are counted on by the running job from where it was restored. */
  private static void assertNoChunkIsMissing() throws Exception {
    assertThat(JobMetric.sum(stack.dashboard(), "segmentation.gaps")).isZero();
  }

  private static void assertEnglishSampleRecognized(TranslationResult result) {
    assertThat(
            WordErrors.between(
                    "and so my fellow Americans ask not what your country can do for you "
                        + "ask what you can do for your country",
                    words(result))
                .rate())
        .isLessThanOrEqualTo(0.13);
  }

  private static void assertHeardAsTranslated(TranslationResult result, String language)
      throws Exception {
    assertHeardAsTranslated(result, language, HEARD_WORD_ERROR_RATE, BUSY_MILLIS);
  }

  /** The speech is there, is as long as speech of these words, and says them. */
  private static void assertHeardAsTranslated(
      TranslationResult result, String language, double wordErrorRate, long longestGapMillis)
      throws Exception {
    short[] speech = result.speech().get(language);
    StringBuilder heard = new StringBuilder();
    long spokenMillis = 0;
    try (HeardAgain ears = new HeardAgain(stack.triton())) {
      for (Segment segment : result.transcript().segments()) {
        for (Translation translation : segment.translations()) {
          assertThat(translation.voice()).as(translation.text()).isIn("similar", "standard");
          spokenMillis += translation.speechEndMs() - translation.speechStartMs();
          heard.append(ears.hear(piece(speech, translation), language)).append(' ');
        }
      }
    }
    int characters = translated(result).length();
    // Between 8 and 30 characters a second.
    assertThat(spokenMillis)
        .isBetween(characters * 1_000L / 30, characters * 1_000L / 8 + 1_000 + longestGapMillis);
    System.out.println("said:  " + translated(result) + "\nheard: " + heard);
    assertThat(WordErrors.between(translated(result), heard.toString()).rate())
        .isLessThanOrEqualTo(wordErrorRate);
  }

  private static byte[] piece(short[] speech, Translation translation) {
    int perMilli = SpeechTrack.SAMPLE_RATE_HZ / 1_000;
    int from = Math.toIntExact(translation.speechStartMs() * perMilli);
    int to = Math.toIntExact(translation.speechEndMs() * perMilli);
    ByteBuffer bytes = ByteBuffer.allocate((to - from) * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(speech, from, to - from);
    return bytes.array();
  }

  /** Recorded, not judged: how fast this machine is at this moment is not a matter of right. */
  private static void tell(String pair, Transcript transcript) throws Exception {
    String line = pair + " end to end: " + transcript.summary().endToEndMs();
    System.out.println(line);
    Files.writeString(
        Path.of("target/end-to-end-latency.txt"),
        line + "\n",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
  }

  /** Tells in the test's output how the stack starts. */
  private static final class Telling implements StackListener {
    @Override
    public void started(String part, Duration took) {
      System.out.println(part + ": " + took.toMillis() + " ms");
    }

    @Override
    public void notice(String line) {
      System.out.println("! " + line);
    }
  }
}
