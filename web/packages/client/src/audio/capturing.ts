import { Framer } from './framer';
import { Resampler } from './resampler';

/** In which loudness is compared: what is shorter is filled up with silence. */
const SHORTEST_MS = 10;

/** Makes frames of one length and rate of what a microphone gives. */
export class Capturing {
  private readonly framer: Framer;
  private resampler: Resampler;
  private held = false;

  constructor(
    private readonly fromHz: number,
    private readonly rateHz: number,
    frameSamples: number,
    onFrame: (frame: Float32Array<ArrayBuffer>) => void,
  ) {
    this.framer = new Framer(frameSamples, onFrame);
    this.resampler = new Resampler(fromHz, rateHz);
  }

  push(samples: Float32Array): void {
    if (!this.held) {
      this.framer.push(this.resampler.push(samples));
    }
  }

  /** Hands on all that came, the last of it as a frame that may be shorter; what comes from now on is left out. */
  hold(): void {
    if (!this.held) {
      this.held = true;
      this.framer.push(this.resampler.flush());
      this.framer.flush((this.rateHz * SHORTEST_MS) / 1_000);
      this.resampler = new Resampler(this.fromHz, this.rateHz);
    }
  }

  flow(): void {
    this.held = false;
  }
}
