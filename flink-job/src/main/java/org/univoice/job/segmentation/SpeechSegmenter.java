package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;

import java.io.Serializable;
import java.util.List;
import org.univoice.job.segmentation.voiceactivity.VoiceWindow;
import org.univoice.job.stream.QualityMode;

/**
 * Decides where speech begins, pauses and ends. It sees positions, voicing and energies, never
 * audio, and no clock but the track's own samples, so that the same audio always gives the same
 * segments. The policy is drawn in docs/policies/segmentation.md.
 */
public final class SpeechSegmenter implements Serializable {

  private final SegmentationConfig config;
  private final QuietestPoint quietest;

  public SpeechSegmenter(SegmentationConfig config) {
    this.config = config;
    this.quietest = new QuietestPoint(toSamples(config.searchMillis()));
  }

  /** What is remembered next, and what is sent on, in order. */
  record Step(SegmenterState state, List<SegmentDecision> decisions) {

    static Step to(SegmenterState state, SegmentDecision... decisions) {
      return new Step(state, List.of(decisions));
    }
  }

  /**
   * The track's next window.
   *
   * @param preferred by the session; decides about segments that begin from now on
   */
  Step onWindow(SegmenterState state, VoiceWindow window, QualityMode preferred) {
    float threshold = state.voiced() ? config.keepProbability() : config.openProbability();
    boolean voiced = window.probability() >= threshold;
    if (!state.isOpen()) {
      return Step.to(
          voiced ? listen(state, window, preferred) : SegmenterState.quiet(state.floor()));
    }
    var heard = state.heard(window.startSample(), window.energy(), voiced);
    return voiced ? speak(heard, window, preferred) : pause(heard, window, preferred);
  }

  /** Nothing more comes for now: what is open is final as it stands. */
  Step onStop(SegmenterState state, long endSample) {
    if (!state.isOpen()) {
      return Step.to(SegmenterState.quiet(state.floor()));
    }
    return state.hasCandidate() ? confirm(state) : close(state, endSample);
  }

  /** The first sample whose audio may still be wanted. */
  long audioNeededFrom(SegmenterState state, long endSample) {
    if (state.isOpen()) {
      return state.audioFrom();
    }
    long onset = state.voiced() ? state.windowsStart() : endSample;
    return Math.max(state.floor(), onset - toSamples(config.preRollMillis()));
  }

  private SegmenterState listen(SegmenterState state, VoiceWindow window, QualityMode preferred) {
    var heard = state.heard(window.startSample(), window.energy(), true);
    long onset = heard.windowsStart();
    if (window.endSample() - onset < toSamples(config.minSpeechMillis())) {
      return heard;
    }
    long from = Math.max(state.floor(), onset - toSamples(config.preRollMillis()));
    return heard.opened(onset, from, window.endSample(), preferred);
  }

  private Step speak(SegmenterState heard, VoiceWindow window, QualityMode preferred) {
    var state = heard.spokenUntil(window.endSample(), window.endSample() - window.startSample());
    if (heard.hasCandidate()) {
      var withdrawn = verdict(heard, SegmentKind.WITHDRAWN);
      var next = isFull(state, window) ? cut(state, window, preferred) : Step.to(state);
      return next.decisions().isEmpty()
          ? Step.to(state, withdrawn)
          : new Step(next.state(), List.of(withdrawn, next.decisions().get(0)));
    }
    if (isFull(state, window)) {
      return cut(state, window, preferred);
    }
    if (state.voicedSincePartial() >= toSamples(config.partialMillis())) {
      var partial = state.withPartial();
      return Step.to(partial, audio(partial, SegmentKind.PARTIAL, window.endSample()));
    }
    return Step.to(state);
  }

  private Step pause(SegmenterState state, VoiceWindow window, QualityMode preferred) {
    long now = window.endSample();
    long silence = now - state.lastVoiced();
    boolean isNearlyFull = now - state.audioFrom() >= toSamples(config.softMaxMillis());
    boolean isCertain = silence > toSamples(certainMillis(state));
    if (state.hasCandidate()) {
      return isCertain || isNearlyFull ? confirm(state) : Step.to(state);
    }
    boolean isPause = silence >= toSamples(config.candidateMillis());
    boolean isDip = silence >= toSamples(config.dipMillis()) && quietest.isReachedBy(state);
    if (isNearlyFull && (isPause || isDip)) {
      return close(state, now);
    }
    if (isPause && config.speculate()) {
      var candidate = state.withCandidate(now);
      return Step.to(candidate, audio(candidate, SegmentKind.CANDIDATE, now));
    }
    if (isCertain) {
      return close(state, state.lastVoiced() + toSamples(config.candidateMillis()));
    }
    return isFull(state, window) ? cut(state, window, preferred) : Step.to(state);
  }

  /**
   * Silence that makes a pause certain: less of it after long speech, for which everybody waits.
   * What is long depends on what the session prefers; where it prefers quality, nothing is. Counted
   * up to the last voice, so that it does not change within a pause.
   */
  private long certainMillis(SegmenterState state) {
    long longMillis =
        switch (state.mode()) {
          case SPEED -> config.quickMillis();
          case BALANCED -> config.longMillis();
          case QUALITY -> Long.MAX_VALUE;
        };
    boolean isLong = toMillis(state.lastVoiced() - state.audioFrom()) >= longMillis;
    return isLong ? config.longPauseMillis() : config.pauseMillis();
  }

  /** Whether one more window would make the segment too long. */
  private boolean isFull(SegmenterState state, VoiceWindow window) {
    long windowSamples = window.endSample() - window.startSample();
    return window.endSample() + windowSamples - state.audioFrom() > toSamples(config.maxMillis());
  }

  private Step confirm(SegmenterState state) {
    return Step.to(
        SegmenterState.quiet(state.candidateEnd()), verdict(state, SegmentKind.CONFIRMED));
  }

  private Step close(SegmenterState state, long audioEnd) {
    return Step.to(
        SegmenterState.quiet(audioEnd),
        new SegmentDecision(
            SegmentKind.FINAL,
            state.revision() + 1,
            state.openedAt(),
            state.lastVoiced(),
            state.audioFrom(),
            audioEnd,
            state.mode()));
  }

  /** Ends the segment at its quietest point; what follows opens the next one. */
  private Step cut(SegmenterState state, VoiceWindow window, QualityMode preferred) {
    var parts = quietest.split(state, window.endSample(), preferred);
    return new Step(parts.after(), close(parts.before(), parts.at()).decisions());
  }

  private static SegmentDecision audio(SegmenterState state, SegmentKind kind, long audioEnd) {
    return new SegmentDecision(
        kind,
        state.revision(),
        state.openedAt(),
        state.lastVoiced(),
        state.audioFrom(),
        audioEnd,
        state.mode());
  }

  private static SegmentDecision verdict(SegmenterState state, SegmentKind kind) {
    return new SegmentDecision(
        kind,
        state.revision(),
        state.openedAt(),
        state.lastVoiced(),
        state.audioFrom(),
        state.audioFrom(),
        state.mode());
  }
}
