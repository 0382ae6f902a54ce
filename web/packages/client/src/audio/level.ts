import { Framer } from './framer';

/**
 * How loud sound is, for meters: the same for what is captured and for what is played.
 *
 * 0 is -60 dBFS and below, where a quiet room's microphone noise lies; 100 is -6 dBFS RMS, which speech reaches only when it
 * is about to clip (its peaks are some 12 to 18 dB above its RMS). Speech at a proper distance shows between 50 and 80.
 */
const SILENCE_DBFS = -60;
const FULL_DBFS = -6;

/** Short enough for syllables to be seen, long enough that the pitch does not show: also the length of a piece. */
export const LEVEL_WINDOW_MS = 50;

/** Root mean square of `length` samples from `from` on; 0 for none. */
export function rms(samples: Float32Array, from = 0, length = samples.length - from): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) {
    sum += (samples[i] ?? 0) ** 2;
  }
  return length > 0 ? Math.sqrt(sum / length) : 0;
}

/** Root mean square (1 is full scale) to decibels of full scale; -Infinity for silence. */
export function dbfs(rootMeanSquare: number): number {
  return 20 * Math.log10(rootMeanSquare);
}

/** Root mean square over {@link LEVEL_WINDOW_MS} to what a meter shows, 0 to 100. */
export function meterLevel(rootMeanSquare: number): number {
  const share = (dbfs(rootMeanSquare) - SILENCE_DBFS) / (FULL_DBFS - SILENCE_DBFS);
  return Math.max(0, Math.min(100, 100 * share));
}

/** Tells the level of sound of `rateHz` once for each {@link LEVEL_WINDOW_MS}. */
export class LevelMeter extends Framer {
  constructor(rateHz: number, onLevel: (level: number) => void) {
    super((rateHz * LEVEL_WINDOW_MS) / 1_000, (frame) => onLevel(meterLevel(rms(frame))));
  }
}
