import { FoundEcho } from './foundEcho';
import { EchoPath } from './echoPath';
import { rms } from './level';
import { PowerHistory } from './powerHistory';
import { Ramp } from './ramp';
import { Waveform } from './waveform';

/** Frames in which loudness is compared. */
const FRAME_MS = 10;
/** Softer than this nothing played is heard again: -60 dBFS, as power. */
const INAUDIBLE = 1e-6;
/** Longest way from the worklet that plays to the one that captures: Bluetooth there and a slow device back. */
const LONGEST_LAG = 400 / FRAME_MS;
/** A room's reverberation falls by 60 dB within 0.4 s: 1.5 dB a frame. */
const REVERBERATION = 10 ** (-1.5 / 10);
/** Decided over so many frames, also where pieces are shorter: a single one varies with the pitch. */
const JUDGED_FRAMES = 5;
/** Echo is at most so much louder than its low quantile; what is louder still is a voice. */
const MARGIN = 10 ** (10 / 10);
/** Below -55 dBFS nothing is a voice. */
const SOFTEST_VOICE = 10 ** (-55 / 10);
/** A voice that was heard stays one for so long: between its syllables there is only echo. */
const VOICE_HELD = 300 / FRAME_MS;
/** Loudness may tell of so much more echo than was found in the sound itself. Our choice, as are the two above: see docs/policies/audio.md. */
const MOST_OVER_FOUND = 4;
/** How often the way is learnt anew. */
const LEARN_EVERY = 100 / FRAME_MS;
/** No click, and shorter than a sound of speech. */
const FADE_MS = 2;

/**
 * Keeps what the speaker plays from coming back as speech, behind the browser's own echo cancellation, which some devices lack. It hears how loud
 * what is played is, learns how late and how loud that comes back ({@link EchoPath}), and puts silence of the same length where what is captured is no
 * louder than that. What is louder is somebody speaking over it, and passes untouched.
 */
export class EchoGuard {
  private readonly playedPowers = new PowerHistory();
  private readonly captured = new PowerHistory();
  private readonly path = new EchoPath(LONGEST_LAG, INAUDIBLE);
  private readonly playedWaveform = new Waveform();
  private readonly capturedWaveform = new Waveform();
  private readonly found = new FoundEcho(LONGEST_LAG, FRAME_MS);
  private reverberating = 0;
  private voiceUntil = -Infinity;
  private learntAt = -Infinity;
  private ramp: Ramp | undefined;

  /**
   * Root mean squares of what was played, 10 ms each, the last of which ended at `endMs` on the page's clock, and its samples: without them an echo
   * is known after three seconds of playing only.
   */
  played(parts: Float32Array, endMs: number, sound?: { samples: Float32Array; rateHz: number }): void {
    if (sound) {
      this.playedWaveform.push(sound.samples, sound.rateHz);
    }
    const powers = Array.from(parts, (part) => (this.reverberating = Math.max(part * part, this.reverberating * REVERBERATION)));
    this.playedPowers.push(powers, Math.round(endMs / FRAME_MS));
  }

  /**
   * Silences, in place, what came from the speaker. `samples`: whole frames of 10 ms, the last of which ended at `endMs` on the page's clock.
   * `halfDuplex`: everything is silenced while something plays.
   *
   * @returns whether it was echo
   */
  leaveOut(samples: Float32Array, rateHz: number, endMs: number, halfDuplex = false): boolean {
    const length = (rateHz * FRAME_MS) / 1_000;
    const powers = Array.from({ length: samples.length / length }, (_, i) => rms(samples, i * length, length) ** 2);
    this.captured.push(powers, Math.round(endMs / FRAME_MS));
    const now = this.captured.last;
    this.capturedWaveform.push(samples, rateHz);
    const audible = this.playedPowers.loudest(now - LONGEST_LAG, now) > INAUDIBLE;
    if (audible) {
      this.attend(now);
    }
    const echo = audible && (halfDuplex || this.isEcho(now, powers.length));
    this.ramp ??= new Ramp((FADE_MS * rateHz) / 1_000, 1);
    this.ramp.moveTo(echo ? 0 : 1);
    this.ramp.apply(samples);
    return echo;
  }

  private attend(now: number): void {
    this.found.seek(this.playedWaveform, this.capturedWaveform, this.playedPowers.last, now);
    if (now - this.learntAt >= LEARN_EVERY) {
      this.learntAt = now;
      this.path.learn(this.playedPowers, this.captured, now);
    }
  }

  /** Loudness tells it better once there is enough of it, but is raised by a voice: what was found in the sound itself is not. */
  private expected(frame: number): number {
    const found = this.found.expected(this.playedPowers, frame);
    return this.path.known ? Math.min(this.path.expected(this.playedPowers, frame), this.found.known ? MOST_OVER_FOUND * found : Infinity) : found;
  }

  private isEcho(now: number, frames: number): boolean {
    let heard = 0;
    let expected = 0;
    for (let frame = now - Math.max(JUDGED_FRAMES, frames) + 1; frame <= now; frame++) {
      heard += this.captured.at(frame);
      expected += this.expected(frame);
    }
    // While nothing is known, all passes, and nothing is known of a voice either.
    if (expected > 0 && heard > Math.max(MARGIN * expected, JUDGED_FRAMES * SOFTEST_VOICE)) {
      this.voiceUntil = now + VOICE_HELD;
    }
    return now > this.voiceUntil && expected > 0;
  }
}
