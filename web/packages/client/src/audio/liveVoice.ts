import { SampleQueue } from './sampleQueue';

/** How far behind it may be heard; what is later is left out, for it would be two people at once. */
const LATEST_MS = 300;
/** Two pieces of 50 ms at most are on their way at once on a good line. */
const CUSHION_MS = 60;
/** What waits longer than LATEST_MS is cut down to so much. */
const AFTER_CUT_MS = 100;
/** Nothing for so long: the next piece sets the clock anew. */
const FORGOTTEN_MS = 500;

/**
 * Somebody's own voice, live or not at all. Pieces are placed by their times, so a gap in the times is silence of the same length; one that comes
 * too late for its place moves the clock, as long as the voice is then heard no more than {@link LATEST_MS} late.
 */
export class LiveVoice {
  private readonly queue = new SampleQueue();
  /** The sample of the speaker's track that sounds next. */
  private playhead = 0;
  /** How far behind the first piece's coming it is. */
  private delay = 0;
  /** Samples played since the queue was empty; to begin with, it has been empty for ever. */
  private idleFor = Infinity;

  constructor(private readonly rateHz: number) {}

  /** Nothing came for so long that it may be forgotten. */
  get idle(): boolean {
    return this.idleFor > this.samples(FORGOTTEN_MS);
  }

  /** `timeMs`: of the first sample, on the speaker's track. */
  push(samples: Float32Array, timeMs: number): void {
    const place = this.samples(timeMs);
    if (this.idle) {
      this.delay = this.samples(CUSHION_MS);
      this.playhead = place - this.delay;
    }
    const late = this.playhead + this.queue.length - place;
    if (late > 0 && !this.waitFor(late)) {
      return;
    }
    this.queue.push(new Float32Array(Math.min(Math.max(0, -late), this.samples(LATEST_MS))));
    this.queue.push(samples);
    this.idleFor = 0;
    if (this.queue.length > this.samples(LATEST_MS)) {
      const tooMuch = this.queue.length - this.samples(AFTER_CUT_MS);
      this.queue.drop(tooMuch);
      this.playhead += tooMuch;
      this.delay = this.samples(AFTER_CUT_MS);
    }
  }

  next(): number {
    this.playhead++;
    if (this.queue.length === 0) {
      this.idleFor++;
    }
    return this.queue.next();
  }

  /** Whether the clock may stand still for so many samples. */
  private waitFor(late: number): boolean {
    if (this.delay + late > this.samples(LATEST_MS)) {
      return false;
    }
    this.playhead -= late;
    this.delay += late;
    return true;
  }

  private samples(milliseconds: number): number {
    return Math.round((milliseconds * this.rateHz) / 1_000);
  }
}
