package org.univoice.job.synthesis;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall.Ask;
import org.univoice.job.call.ModelCall;
import org.univoice.job.pacing.SpeakingRate;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.translation.Entity;
import org.univoice.job.translation.Translation;
import org.univoice.job.voice.VoiceTier;
import org.univoice.job.voice.VoicedTranslation;

/**
 * Somebody who talks for a while, through the real {@link StreamedSynthesis}, on simulated time:
 * when each translation is heard by a listener who plays without gaps. Only the synthesizer is
 * played: it takes as long as measured and makes silence of the length of its text at the speed
 * that it was asked for.
 */
public final class SimulatedTalk {

  private static final CallLoad IDLE = new CallLoad(0, 0, 0);
  private static final long EPOCH = 1_700_000_000_000L;
  private static final int BYTES_PER_MILLI = 48;

  /** Pauses that the synthesizer makes within a text; triton-models, clauses.py. */
  private static final int SENTENCE_PAUSE_MILLIS = 260;

  private static final int CLAUSE_PAUSE_MILLIS = 130;

  /**
   * How a machine keeps up.
   *
   * @param untilTranslatedMillis from the end of what was said to its translation
   * @param millisPerSecond that the synthesizer takes for a second of sound
   */
  public record Machine(long untilTranslatedMillis, long millisPerSecond) {

    /** Two free cores; triton-models/README.md and benchmarks/RESULTS.md. */
    public static final Machine FREE = new Machine(700, 300);
  }

  /**
   * @param startMillis since the talk began
   * @param text its translation
   */
  public record Said(long startMillis, long endMillis, String text) {}

  /**
   * @param beginsMillis when it begins to be heard, since the talk began
   * @param untilMillis when all of it has been heard
   * @param speed that was asked for
   */
  public record Heard(Said said, long beginsMillis, long untilMillis, float speed, float pauses) {

    /** From the end of what was said to the end of its being heard. */
    public long lagMillis() {
      return untilMillis - said.endMillis;
    }
  }

  private final String language;
  private final Machine machine;
  private final Now now = new Now();
  private final StreamedSynthesis synthesis = new StreamedSynthesis(this::speak, now);
  private SynthesisMemory memory;
  private Request asked;

  public SimulatedTalk(String language, Machine machine) {
    this.language = language;
    this.machine = machine;
  }

  public List<Heard> hear(List<Said> talk) {
    List<Heard> heard = new ArrayList<>();
    long playedUntil = 0;
    for (Said said : talk) {
      now.millis = Math.max(now.millis, said.endMillis + machine.untilTranslatedMillis);
      VoicedTranslation input = voiced(said);
      var plan = synthesis.plan(input, memory, IDLE);
      if (plan instanceof Ask<SynthesisMemory, SpeechPiece, SpokenTranslation> ask) {
        List<SpeechPiece> pieces = new ArrayList<>();
        ask.call().start(new Collecting(pieces));
        long begins = 0;
        for (int i = 0; i < pieces.size(); i++) {
          long sounds = pieces.get(i).durationMillis();
          now.millis += sounds * machine.millisPerSecond / 1_000;
          memory = synthesis.onAnswer(input, memory, pieces.get(i), i).memory();
          long from = Math.max(playedUntil, now.millis);
          begins = i == 0 ? from : begins;
          playedUntil = from + sounds;
        }
        var end = new CallEnd(CallEnd.Reason.COMPLETED, pieces.size(), "");
        memory = synthesis.onEnd(input, memory, end).memory();
        heard.add(new Heard(said, begins, playedUntil, asked.speed(), asked.pauses()));
      }
    }
    return heard;
  }

  /** Pieces that sound as long as measured: characters at the language's rate, and pauses. */
  private ModelCall<SpeechPiece> speak(Request request) {
    asked = request;
    List<SpeechPiece> pieces = new ArrayList<>();
    String[] clauses = request.text().split("(?<=[,.])\\s");
    for (int i = 0; i < clauses.length; i++) {
      double millis = SpeakingRate.durationMillis(clauses[i], language) / request.speed();
      if (i + 1 < clauses.length) {
        int pause = clauses[i].endsWith(".") ? SENTENCE_PAUSE_MILLIS : CLAUSE_PAUSE_MILLIS;
        millis += pause * request.pauses();
      }
      pieces.add(
          new SpeechPiece(new byte[(int) millis * BYTES_PER_MILLI], "stock", VoiceTier.STANDARD));
    }
    return new ModelCall<>() {
      @Override
      public String model() {
        return "speech_synthesizer";
      }

      @Override
      public Cancellable start(AnswerObserver<SpeechPiece> observer) {
        pieces.forEach(observer::onAnswer);
        observer.onCompleted();
        return () -> {};
      }
    };
  }

  private VoicedTranslation voiced(Said said) {
    var marks = new LatencyMarks(EPOCH + said.endMillis, 0, 0, 0, 0, 0, 0);
    var ref =
        new SegmentRef("s", "t", said.startMillis, said.endMillis, 1, SegmentKind.FINAL, marks);
    var translation =
        new Translation(
            ref,
            "S1",
            null,
            "en",
            language,
            "",
            said.text,
            1,
            new String[0],
            new Entity[0],
            "useful",
            null);
    return new VoicedTranslation(translation, VoiceTier.STANDARD, null);
  }

  private record Collecting(List<SpeechPiece> pieces)
      implements ModelCall.AnswerObserver<SpeechPiece> {

    @Override
    public void onAnswer(SpeechPiece piece) {
      pieces.add(piece);
    }

    @Override
    public void onCompleted() {}

    @Override
    public void onFailed(Throwable cause) {
      throw new IllegalStateException(cause);
    }
  }

  /** Time as the simulation says. */
  private static final class Now extends Clock {
    private long millis;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(EPOCH + millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
