import { JitterBuffer } from './jitterBuffer';
import { SampleQueue } from './sampleQueue';

interface Speech {
  audio: number;
  queue: SampleQueue;
  pushed: number;
  firstAtMs: number | undefined;
  ended: boolean;
}

export interface PlayoutEvents {
  /** The number of the speech that sounds from now on; undefined: none. */
  onPlaying(audio: number | undefined): void;
  /** Nothing was left in the middle of a speech. */
  onRanDry(): void;
}

/** Shorter clicks, longer is heard as a syllable that dies away. */
const FADE_MS = 5;
/** A speech of which nothing comes for so long holds up the next one no longer. Our choice: what two gateways need to change places. */
const STALLED_MS = 5_000;

/**
 * Speeches, one after the other in the order in which they began, each without gaps. Where one runs dry, its last {@link FADE_MS}
 * die away, and it comes back once the {@link JitterBuffer} says so. A speech that never runs dry sounds sample by sample as it came.
 */
export class Playout {
  private readonly speeches: Speech[] = [];
  private readonly jitter = new JitterBuffer();
  private readonly fadeStep: number;
  private flowing = false;
  private gain = 1;
  private dryForMs = 0;
  private playing: number | undefined;

  constructor(
    private readonly rateHz: number,
    private readonly events: PlayoutEvents,
  ) {
    this.fadeStep = 1_000 / (FADE_MS * rateHz);
  }

  /** From the first sample of a speech to its last, also while it has run dry. */
  get sounding(): boolean {
    return this.playing !== undefined;
  }

  begin(audio: number): void {
    this.speeches.push({ audio, queue: new SampleQueue(), pushed: 0, firstAtMs: undefined, ended: false });
  }

  /** `nowMs`: by any clock that does not stand still. What was not begun is left alone. */
  push(audio: number, samples: Float32Array, nowMs: number): void {
    const speech = this.speeches.find((one) => one.audio === audio && !one.ended);
    if (speech) {
      speech.firstAtMs ??= nowMs;
      this.jitter.arrived(nowMs - speech.firstAtMs - this.milliseconds(speech.pushed));
      speech.pushed += samples.length;
      speech.queue.push(samples);
    }
  }

  end(audio: number): void {
    const speech = this.speeches.find((one) => one.audio === audio);
    if (speech) {
      speech.ended = true;
    }
  }

  /** Drops everything, also what sounds. */
  silence(): void {
    this.speeches.length = 0;
    this.finish();
  }

  /** To be called before each block: begins, goes on, or moves to the next speech. */
  prepare(blockSamples: number): void {
    for (let head = this.speeches[0]; head; head = this.speeches[0]) {
      const over = head.ended && head.queue.length === 0;
      this.dryForMs = head.queue.length > 0 ? 0 : this.dryForMs + this.milliseconds(blockSamples);
      if (!over && this.dryForMs < STALLED_MS) {
        this.flow(head, blockSamples);
        return;
      }
      this.speeches.shift();
      this.finishUnlessNext();
    }
    this.finish();
  }

  /** The next sample; 0 where nothing sounds. */
  next(): number {
    const head = this.speeches[0];
    if (!head || !this.flowing) {
      return 0;
    }
    if (head.ended && head.queue.length === 0) {
      return this.nextSpeech();
    }
    const enough = head.ended || head.queue.length * this.fadeStep > 1;
    this.gain = enough ? Math.min(1, this.gain + this.fadeStep) : Math.max(0, this.gain - this.fadeStep);
    if (!head.ended && head.queue.length === 0) {
      this.flowing = false;
      this.gain = 0;
      this.jitter.ranDry();
      this.events.onRanDry();
      return 0;
    }
    return head.queue.next() * this.gain;
  }

  private flow(head: Speech, blockSamples: number): void {
    if (this.flowing) {
      this.jitter.played(this.milliseconds(blockSamples));
      return;
    }
    if ((head.ended && head.queue.length > 0) || this.milliseconds(head.queue.length) >= this.jitter.cushionMs) {
      this.flowing = true;
      this.tell(head.audio);
    }
  }

  /** The next one follows in the same block when enough of it is there, so that two sentences do not come apart. */
  private nextSpeech(): number {
    this.speeches.shift();
    this.finishUnlessNext();
    const head = this.speeches[0];
    if (head) {
      this.flow(head, 0);
    }
    return this.flowing ? this.next() : 0;
  }

  private finishUnlessNext(): void {
    this.flowing = false;
    this.gain = 1;
    this.dryForMs = 0;
    if (this.speeches.length === 0) {
      this.finish();
    }
  }

  private finish(): void {
    this.flowing = false;
    this.gain = 1;
    this.dryForMs = 0;
    this.tell(undefined);
  }

  private tell(audio: number | undefined): void {
    if (this.playing !== audio) {
      this.playing = audio;
      this.events.onPlaying(audio);
    }
  }

  private milliseconds(samples: number): number {
    return (1_000 * samples) / this.rateHz;
  }
}
