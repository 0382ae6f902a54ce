package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.emphasis.ProminenceReader;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.emphasis.TimedWord;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.synthesis.StreamedSynthesis;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.translation.ContextualTranslation;
import org.univoice.job.translation.TargetedUtterance;
import org.univoice.job.translation.Translation;
import org.univoice.job.voice.VoiceTier;
import org.univoice.job.voice.VoicedTranslation;

/**
 * The whole way of a stressed word with the models themselves: English sentences of each of which
 * one word is stressed (by the synthesizer, in four voices) are recognised and read, translated and
 * spoken in Portuguese, which is recognised and read again. Says how many words came how far.
 */
@Tag("triton")
class CarriedEmphasisIT {

  private static final List<String> VOICES =
      List.of("af_heart", "am_michael", "bf_emma", "bm_george");
  private static final CallLoad IDLE = new CallLoad(0, 0, 0);

  /** Of those whose stress was told; every sixth may be worded without the word, or misheard. */
  private static final double LEAST_CARRIED = 0.8;

  private static TritonSynthesizer synthesizer;
  private static TritonRecognizer recognizer;
  private static TritonVoiceprintExtractor voiceprints;
  private static ContextualTranslation translation;
  private static StreamedSynthesis synthesis;

  private final ProminenceReader reader = new ProminenceReader();

  @BeforeAll
  static void open() throws Exception {
    TritonConfig config = RunningTriton.config();
    synthesizer = new TritonSynthesizer(config);
    recognizer = new TritonRecognizer(config);
    voiceprints = new TritonVoiceprintExtractor(config);
    translation =
        new ContextualTranslation(
            new TritonTranslator(config), text -> Map.of(), Clock.systemUTC());
    synthesis = new StreamedSynthesis(synthesizer, Clock.systemUTC());
    recognizer.open();
    voiceprints.open();
    translation.open();
    synthesis.open();
  }

  @AfterAll
  static void close() throws Exception {
    recognizer.close();
    voiceprints.close();
    translation.close();
    synthesis.close();
  }

  @Test
  void shouldLetTheWordStandOutThatSaysTheStressedOne() throws Exception {
    int ahead = 0;
    int told = 0;
    int wrong = 0;
    int meant = 0;
    int heard = 0;
    int unplaced = 0;
    List<Sentence> sentences = sentences();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence one = sentences.get(i);
      Heard source = heard(spoken(one, VOICES.get(i % VOICES.size())), "en");
      boolean leads = source.most() >= 0 && source.bare(source.most()).equals(one.stressed());
      ahead += leads ? 1 : 0;
      if (source.told() < 0 || !leads) {
        wrong += source.told() < 0 ? 0 : 1;
        System.out.println(one.stressed() + ": not told; " + source.texts());
        continue;
      }
      told++;
      Translation made = translated(source);
      List<String> words =
          Arrays.stream(made.emphasis())
              .map(range -> made.text().substring(range.start(), range.end()))
              .toList();
      boolean isMeant = words.stream().anyMatch(one::isMeantBy);
      meant += isMeant ? 1 : 0;
      Heard target = heard(said(made), "pt");
      boolean standsOut = target.most() >= 0 && one.isMeantBy(target.bare(target.most()));
      boolean isThere = target.texts().stream().anyMatch(one::isMeantBy);
      heard += isMeant && standsOut ? 1 : 0;
      unplaced += isMeant && !isThere ? 1 : 0;
      System.out.printf(
          "%s: %s of \"%s\"; heard %s, most \"%s\"%n",
          one.stressed(),
          words,
          made.text(),
          target.texts(),
          target.most() < 0 ? "" : target.bare(target.most()));
    }
    System.out.printf(
        "of %d: ahead %d, told %d, another told %d; of those told: on the right word %d, heard as"
            + " the most prominent %d, not recognised again %d%n",
        sentences.size(), ahead, told, wrong, meant, heard, unplaced);
    assertThat(told).isPositive();
    assertThat(meant).isGreaterThanOrEqualTo((int) Math.ceil(LEAST_CARRIED * told));
    assertThat(heard + unplaced).isGreaterThan(meant / 2);
  }

  private byte[] spoken(Sentence sentence, String voice) {
    return at16k(
        Hearing.answersOf(
            synthesizer.synthesize(
                new Synthesizer.Request(
                    sentence.text(),
                    "en",
                    voice,
                    null,
                    1,
                    1,
                    null,
                    List.of(sentence.at()),
                    VoiceTier.STANDARD))));
  }

  private Heard heard(byte[] pcm, String language) {
    Recognizer.Recognition said =
        Hearing.answersOf(
                recognizer.recognize(new Recognizer.Request(pcm, language, true, true, false)))
            .get(0);
    Voiceprint print = Hearing.answersOf(voiceprints.extract(pcm)).get(0);
    List<TimedWord> words =
        Arrays.stream(said.words())
            .map(word -> new TimedWord(word.text().strip(), word.startMillis(), word.endMillis()))
            .toList();
    boolean[] told = reader.emphasized(words, print.curves(), language);
    return new Heard(said, words, reader.scores(words, print.curves(), language), told);
  }

  private Translation translated(Heard source) {
    RecognizedWord[] words = source.said().words().clone();
    int told = source.told();
    words[told] =
        new RecognizedWord(
            words[told].text(),
            words[told].startMillis(),
            words[told].endMillis(),
            words[told].confidence(),
            true);
    var segment =
        new RecognizedSegment(
            new SegmentRef("s", "t", 0, 5_000, 1, SegmentKind.FINAL, LatencyMarks.NONE),
            "en",
            source.said().text(),
            words,
            0.9f,
            null,
            null,
            null);
    var utterance = new Utterance(segment, "S1", null, new String[] {"pt"});
    return done(translation, new TargetedUtterance(utterance, "pt")).get(0);
  }

  private static byte[] said(Translation made) {
    var voiced = new VoicedTranslation(made, VoiceTier.STANDARD, null);
    List<SpeechPiece> pieces =
        done(synthesis, voiced).stream()
            .map(piece -> new SpeechPiece(piece.pcm(), "", VoiceTier.STANDARD))
            .toList();
    return at16k(pieces);
  }

  private static <I, M, A, O> List<O> done(KeyedCall<I, M, A, O> call, I input) {
    if (!(call.plan(input, null, IDLE) instanceof KeyedCall.Ask<M, A, O> ask)) {
      throw new AssertionError("nothing was asked");
    }
    List<O> outputs = new ArrayList<>();
    int index = 0;
    for (A answer : Hearing.answersOf(ask.call())) {
      outputs.addAll(call.onAnswer(input, null, answer, index++).outputs());
    }
    return outputs;
  }

  /** 24 kHz to 16 kHz: every third of twice as many, through a windowed sinc. */
  private static byte[] at16k(List<SpeechPiece> pieces) {
    ByteBuffer pcm =
        ByteBuffer.allocate(pieces.stream().mapToInt(piece -> piece.pcm().length).sum());
    pieces.forEach(piece -> pcm.put(piece.pcm()));
    var samples = pcm.flip().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int size = samples.remaining() * 2 / 3;
    ByteBuffer out = ByteBuffer.allocate(2 * size).order(ByteOrder.LITTLE_ENDIAN);
    int reach = 24;
    for (int i = 0; i < size; i++) {
      double at = i * 1.5;
      double sum = 0;
      double weights = 0;
      for (int j = (int) at - reach; j <= at + reach; j++) {
        double x = (at - j) * 2 / 3;
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        double weight = sinc * (0.5 + 0.5 * Math.cos(Math.PI * (at - j) / (reach + 1)));
        weights += weight;
        sum += j < 0 || j >= samples.limit() ? 0 : weight * samples.get(j);
      }
      out.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(sum / weights))));
    }
    return out.array();
  }

  private static List<Sentence> sentences() throws IOException {
    try (var file = CarriedEmphasisIT.class.getResourceAsStream("/emphasis/en-pt.tsv");
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().map(Sentence::of).toList();
    }
  }

  /**
   * @param said with one stressed word between stars
   * @param stems of the words that say it in Portuguese
   */
  private record Sentence(String said, List<String> stems) {

    static Sentence of(String line) {
      String[] columns = line.split("\t");
      return new Sentence(columns[0], List.of(columns[1].split("\\|")));
    }

    String text() {
      return said.replace("*", "");
    }

    TextRange at() {
      return new TextRange(said.indexOf('*'), said.lastIndexOf('*') - 1);
    }

    String stressed() {
      return text().substring(at().start(), at().end()).toLowerCase(Locale.ROOT);
    }

    boolean isMeantBy(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      return stems.stream().anyMatch(lower::startsWith);
    }
  }

  private record Heard(
      Recognizer.Recognition said, List<TimedWord> words, double[] scores, boolean[] flags) {

    /** Place of the word that stands out most; -1 when nothing is known. */
    int most() {
      int most = -1;
      for (int i = 0; i < scores.length; i++) {
        most = most < 0 || scores[i] > scores[most] ? i : most;
      }
      return most;
    }

    int told() {
      for (int i = 0; i < flags.length; i++) {
        if (flags[i]) {
          return i;
        }
      }
      return -1;
    }

    String bare(int place) {
      return words.get(place).text().replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    List<String> texts() {
      return Stream.iterate(0, i -> i < words.size(), i -> i + 1).map(this::bare).toList();
    }
  }
}
