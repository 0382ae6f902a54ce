package org.univoice.job.synthesis;

import java.time.Clock;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.pacing.Fillers;
import org.univoice.job.pacing.Pace;
import org.univoice.job.pacing.Playout;
import org.univoice.job.pacing.SpeakingRate;
import org.univoice.job.pacing.SpeechPacer;
import org.univoice.job.prosody.Manner;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.translation.Translation;
import org.univoice.job.voice.VoiceTier;
import org.univoice.job.voice.VoicedTranslation;
import org.univoice.log.LogFields;

/**
 * Has translations spoken, each piece sent on as it is made. Keyed by track and target language, so
 * that speech is made in the order in which it is heard.
 */
public final class StreamedSynthesis
    implements KeyedCall<VoicedTranslation, SynthesisMemory, SpeechPiece, SpokenTranslation> {

  private static final long serialVersionUID = 1L;
  private static final byte[] SILENCE = {};

  private final SpeechPacer pacer = new SpeechPacer();
  private final Synthesizer synthesizer;
  private final Clock clock;

  public StreamedSynthesis(Synthesizer synthesizer, Clock clock) {
    this.synthesizer = synthesizer;
    this.clock = clock;
  }

  @Override
  public void open() {
    synthesizer.open();
  }

  @Override
  public void close() throws Exception {
    synthesizer.close();
  }

  @Override
  public Plan<SynthesisMemory, SpeechPiece, SpokenTranslation> plan(
      VoicedTranslation input, SynthesisMemory memory, CallLoad load) {
    Translation translation = input.translation();
    SegmentRef ref = translation.ref();
    if (ref.kind() == SegmentKind.TRACK_ENDED) {
      return new Pass<>(null, List.of(last(input, 0, VoiceTier.NONE, null)));
    }
    SynthesisMemory known = (memory == null ? SynthesisMemory.NOBODY : memory).facing(ref);
    if (ref.kind().isMarker() || input.wanted() == VoiceTier.NONE) {
      SynthesisMemory left = memory == null ? null : known;
      return new Pass<>(left, List.of(last(input, 0, VoiceTier.NONE, null)));
    }
    Pace pace = pace(translation, known.playout());
    String text = spokenText(translation, pace);
    if (text.isEmpty()) {
      return new Pass<>(known, List.of(last(input, 0, VoiceTier.NONE, null)));
    }
    return new Ask<>(
        new StandardVoiceFallback(
            synthesizer,
            new Synthesizer.Request(
                text,
                translation.target(),
                known.voiceOf(translation.speaker()),
                input.profile(),
                pace.speed(),
                pace.pauses(),
                manner(input),
                SpokenEmphasis.in(text, translation.text(), translation.emphasis()),
                offered(input.wanted()))));
  }

  private VoiceTier offered(VoiceTier wanted) {
    return wanted == VoiceTier.CLONED && !synthesizer.clones() ? wanted.lower() : wanted;
  }

  private Pace pace(Translation translation, Playout playout) {
    return pacer.pace(
        playout.lateMillis(translation.ref(), clock.millis()),
        SpeakingRate.durationMillis(translation.text(), translation.target()));
  }

  private static String spokenText(Translation translation, Pace pace) {
    return Fillers.without(
        translation.text(),
        translation.target(),
        translation.sourceText(),
        translation.sourceLanguage(),
        pace.isBrisk());
  }

  @Override
  public Settled<SynthesisMemory, SpokenTranslation> onAnswer(
      VoicedTranslation input, SynthesisMemory memory, SpeechPiece piece, int index) {
    Translation translation = input.translation();
    long nowMillis = clock.millis();
    SegmentRef ref =
        translation.ref().withMarks(translation.ref().marks().withFirstSpeech(nowMillis));
    SynthesisMemory before = (memory == null ? SynthesisMemory.NOBODY : memory).facing(ref);
    VoiceTier reached = piece.tier();
    SpokenTranslation spoken =
        new SpokenTranslation(
            ref,
            translation.speaker(),
            translation.target(),
            index,
            piece.pcm(),
            reached,
            false,
            null,
            index == 0 ? before.playout().lateMillis(ref, nowMillis) : 0);
    SynthesisMemory heard = before.heard(ref, piece.durationMillis(), nowMillis).reaching(reached);
    boolean isStock = reached == VoiceTier.SIMILAR;
    return new Settled<>(
        isStock ? heard.with(translation.speaker(), piece.stockVoice(), ref) : heard,
        List.of(spoken));
  }

  @Override
  public Settled<SynthesisMemory, SpokenTranslation> onEnd(
      VoicedTranslation input, SynthesisMemory memory, CallEnd end) {
    if (end.isSuperseded()) {
      return new Settled<>(memory, List.of());
    }
    boolean silent = end.answers() == 0 || memory == null;
    VoiceTier reached = silent ? VoiceTier.NONE : memory.reached();
    String failure = end.isCompleted() ? null : end.detail();
    return new Settled<>(memory, List.of(last(input, end.answers(), reached, failure)));
  }

  @Override
  public LogFields logFields(VoicedTranslation input) {
    return input.translation().ref().logFields();
  }

  /** Speech for a candidate is given up when speech went on or the segment has a newer revision. */
  @Override
  public boolean supersedes(VoicedTranslation newer, VoicedTranslation older) {
    return newer.translation().ref().voids(older.translation().ref());
  }

  /** Somebody whose voice is not known is spoken for in the standard voice, as that speaks. */
  private static Manner manner(VoicedTranslation input) {
    return input.profile() == null ? null : input.translation().manner();
  }

  private static SpokenTranslation last(
      VoicedTranslation input, int index, VoiceTier reached, String failure) {
    Translation translation = input.translation();
    return new SpokenTranslation(
        translation.ref(),
        translation.speaker(),
        translation.target(),
        index,
        SILENCE,
        reached,
        true,
        failure,
        0);
  }
}
