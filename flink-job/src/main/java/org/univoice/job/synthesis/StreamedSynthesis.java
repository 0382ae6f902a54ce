package org.univoice.job.synthesis;

import java.time.Clock;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
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
    SegmentKind kind = input.translation().ref().kind();
    if (kind.isMarker()) {
      SynthesisMemory left = kind == SegmentKind.TRACK_ENDED ? null : memory;
      return new Pass<>(left, List.of(last(input, 0, VoiceTier.NONE, null)));
    }
    if (input.wanted() == VoiceTier.NONE) {
      return new Pass<>(memory, List.of(last(input, 0, VoiceTier.NONE, null)));
    }
    Translation translation = input.translation();
    String known = memory == null ? "" : memory.voiceOf(translation.speaker());
    return new Ask<>(
        new StandardVoiceFallback(
            synthesizer,
            new Synthesizer.Request(
                translation.text(),
                translation.target(),
                known,
                input.profile(),
                input.speed(),
                offered(input.wanted()))));
  }

  private VoiceTier offered(VoiceTier wanted) {
    return wanted == VoiceTier.CLONED && !synthesizer.clones() ? wanted.lower() : wanted;
  }

  @Override
  public Settled<SynthesisMemory, SpokenTranslation> onAnswer(
      VoicedTranslation input, SynthesisMemory memory, SpeechPiece piece, int index) {
    Translation translation = input.translation();
    SegmentRef ref =
        translation.ref().withMarks(translation.ref().marks().withFirstSpeech(clock.millis()));
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
            null);
    SynthesisMemory known = memory == null ? SynthesisMemory.NOBODY : memory;
    if (reached == VoiceTier.SIMILAR) {
      known = known.with(translation.speaker(), piece.stockVoice());
    }
    return new Settled<>(known.reaching(reached), List.of(spoken));
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
        failure);
  }
}
