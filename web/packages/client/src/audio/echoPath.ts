import type { PowerHistory } from './powerHistory';

/**
 * What the way of the echo is learnt from: the newest so many frames of 10 ms in which something played, not older than nine seconds. Over fewer,
 * two unrelated voices may be alike by chance. Our choice.
 */
const LEARNT_FROM = 300;
const OLDEST = 900;
/**
 * Of the ratios of what came back to what was played. Voices only add to them, so the low ones are those of the echo alone; where the curves are
 * so alike that there was nothing but echo, the middle is surer.
 */
const QUANTILE_UNDER_VOICES = 0.25;
const QUANTILE_ALONE = 0.6;
const NOTHING_BUT_ECHO = 0.9;
/** Only frames within 20 dB of the loudest tell a ratio: others drown in noise. */
const LOUD_SHARE = 0.01;
/** Two unrelated voices are less alike over two seconds, at the best of all lags. */
const ALIKE = 0.45;
/** -80 dBFS: what is softer is all the same. */
const FLOOR = 1e-8;

/**
 * How what is played comes back: how late, and how much softer. The lag is where the two loudness curves (in dB) correlate best; the
 * gain is a low quantile of the ratio of powers there, as minimum statistics take the noise beneath speech (R. Martin, 2001).
 */
export class EchoPath {
  private lag = 0;
  private gain: number | undefined;
  private alike = 0;

  constructor(
    private readonly longestLag: number,
    private readonly audible: number,
  ) {}

  /** Enough was heard to say whether anything comes back. */
  get known(): boolean {
    return this.gain !== undefined;
  }

  /** The power that is to be expected back in a frame; 0 where nothing comes back. */
  expected(played: PowerHistory, frame: number): number {
    return this.alike < ALIKE ? 0 : (this.gain ?? 0) * played.at(frame - this.lag);
  }

  /** `played`: powers with their reverberation. */
  learn(played: PowerHistory, captured: PowerHistory, now: number): void {
    const frames = this.learntFrom(played, now);
    if (frames.length < LEARNT_FROM) {
      return;
    }
    const heard = frames.map((frame) => decibels(captured.at(frame)));
    const curve = Float32Array.from({ length: OLDEST + this.longestLag + 1 }, (_, age) => decibels(played.at(now - age)));
    let best = -Infinity;
    for (let lag = 0; lag <= this.longestLag; lag++) {
      const alike = correlation(
        heard,
        frames.map((frame) => curve[now - frame + lag]!),
      );
      if (alike > best) {
        best = alike;
        this.lag = lag;
      }
    }
    this.alike = best;
    const loudest = Math.max(...frames.map((frame) => played.at(frame - this.lag)));
    const loud = frames.filter((frame) => played.at(frame - this.lag) > LOUD_SHARE * loudest);
    const ratios = loud.map((frame) => captured.at(frame) / played.at(frame - this.lag)).sort((a, b) => a - b);
    this.gain = ratios[Math.floor(ratios.length * (best > NOTHING_BUT_ECHO ? QUANTILE_ALONE : QUANTILE_UNDER_VOICES))] ?? this.gain;
  }

  private learntFrom(played: PowerHistory, now: number): number[] {
    const frames: number[] = [];
    let lastAudible = -Infinity;
    // From the oldest on: what follows something played within the longest lag may be its echo.
    for (let frame = now - OLDEST; frame <= now; frame++) {
      if (played.at(frame) > this.audible) {
        lastAudible = frame;
      }
      if (frame - lastAudible <= this.longestLag) {
        frames.push(frame);
      }
    }
    return frames.slice(-LEARNT_FROM);
  }
}

function decibels(power: number): number {
  return 10 * Math.log10(power + FLOOR);
}

/** Pearson's; 0 where one does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, x) => sum + x, 0) / a.length;
  const meanB = b.reduce((sum, x) => sum + x, 0) / b.length;
  let both = 0;
  let ofA = 0;
  let ofB = 0;
  for (let i = 0; i < a.length; i++) {
    const fromA = a[i]! - meanA;
    const fromB = b[i]! - meanB;
    both += fromA * fromB;
    ofA += fromA * fromA;
    ofB += fromB * fromB;
  }
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : 0;
}
