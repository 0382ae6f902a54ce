import { type Echo, EchoFinder } from './echoFinder';
import type { PowerHistory } from './powerHistory';
import type { Waveform } from './waveform';

/** In frames of 10 ms: soon after one another for the first three seconds of playing and the first one after a pause, then seldom enough to cost nothing. */
const SEEK_EVERY = 5;
const SEEK_SELDOM = 50;
const OFTEN_AT_FIRST = 60;
const OFTEN_AFTER_PAUSE = 20;
/** Found so often in a row at one place: fewer may be by chance, as where two sounds begin. */
const TIMES = 3;
const SAME_MS = 3;
/** Where it is not found again in so long a time of playing, nothing comes back any more. */
const FORGOTTEN_AFTER = 150;
/** To each side: clocks are read to a frame or so. */
const NEAR = 1;
/**
 * A regression over speech takes in what comes by walls right after the shortest way. Whoever speaks over it is heard the sooner the less is expected,
 * and more of the echo passes: measured in simulated rooms (docs/policies/audio.md).
 */
const EXPECTED = 0.5;

/** What is known of an echo before loudness alone can tell of it. */
export class FoundEcho {
  private readonly finder: EchoFinder;
  private soughtAt = -Infinity;
  /** So many times more soon after one another. */
  private often = OFTEN_AT_FIRST;
  /** Frames in which something played since it was found. */
  private missedFor = 0;
  private last: Echo | undefined;
  private times = 0;
  private sure: Echo | undefined;

  constructor(
    longestLag: number,
    private readonly frameMs: number,
  ) {
    this.finder = new EchoFinder(longestLag * frameMs);
  }

  /** Something certainly comes back. */
  get known(): boolean {
    return this.sure !== undefined;
  }

  /** The power that is to be expected back in a frame; 0 where nothing is known. */
  expected(played: PowerHistory, frame: number): number {
    if (this.sure === undefined) {
      return 0;
    }
    const at = frame - Math.round(this.sure.lagMs / this.frameMs);
    return EXPECTED * this.sure.gain * played.loudest(at - NEAR, at + NEAR);
  }

  /** While something plays, at every piece that is captured. The numbers are those of the newest frames. */
  seek(played: Waveform, captured: Waveform, newestPlayed: number, now: number): void {
    const every = this.often > 0 ? SEEK_EVERY : SEEK_SELDOM;
    const since = now - this.soughtAt;
    if (since < every) {
      return;
    }
    if (since > every + SEEK_EVERY) {
      // In a pause nothing can come back, and what plays now has not come back yet: what was found before it holds.
      this.often = Math.max(this.often, OFTEN_AFTER_PAUSE);
    } else {
      this.missedFor += since;
    }
    this.soughtAt = now;
    this.often--;
    const found = this.finder.find(played, captured, (newestPlayed - now) * this.frameMs);
    this.times = isSame(found, this.last) ? this.times + 1 : 1;
    if (this.times >= TIMES || isSame(found, this.sure)) {
      this.sure = found;
      this.missedFor = 0;
    } else if (this.missedFor > FORGOTTEN_AFTER) {
      this.sure = undefined;
    }
    this.last = found;
  }
}

function isSame(one: Echo | undefined, other: Echo | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one.lagMs - other.lagMs) <= SAME_MS;
}
