import { Resampler } from './resampler';

/** Enough of speech to know it by, and a sixth of what devices give. */
export const WAVEFORM_RATE_HZ = 8_000;
/** As much as is compared at once, and what one side may be ahead of the other. */
const KEPT_SAMPLES = 2 * WAVEFORM_RATE_HZ;

/** What sounded lately, sample by sample at 8 kHz. */
export class Waveform {
  private readonly kept = new Float32Array(KEPT_SAMPLES);
  private resampler: Resampler | undefined;

  push(samples: Float32Array, rateHz: number): void {
    this.resampler ??= new Resampler(rateHz, WAVEFORM_RATE_HZ);
    const settled = this.resampler.push(samples).subarray(-KEPT_SAMPLES);
    this.kept.copyWithin(0, settled.length);
    this.kept.set(settled, KEPT_SAMPLES - settled.length);
  }

  /** The sample that is so many older than the newest; 0 where nothing is known, as of what is to come. */
  at(age: number): number {
    return this.kept[KEPT_SAMPLES - 1 - age] ?? 0;
  }
}
