/** What the page and its worklets say to each other. Sound travels as transferred buffers, in the rate of the context. */
import type { Original } from '../../protocol/types';

/** In which loudness is told: for the meter five at a time. */
export const PART_MS = 10;
/** Seldom enough to cost nothing, often enough that it is known before its echo comes. */
export const PARTS_A_REPORT = 2;

/** To the capturing worklet when it is made. */
export interface CaptureOptions {
  rateHz: number;
  frameSamples: number;
}

/** To the capturing worklet: `hold` hands on what was begun, and nothing more until `flow`. */
export type CaptureOrder = 'hold' | 'flow' | 'over';

/** From the capturing worklet; `held` once everything is handed on that came before `hold`. */
export type CaptureReport = CapturedFrame | 'held';

/** A frame of the wanted length and rate, shorter where it is the last one before `held`. `atSeconds`: of its end, by the context's clock. */
export interface CapturedFrame {
  samples: Float32Array<ArrayBuffer>;
  atSeconds: number;
}

/** To the playing worklet. */
export type PlaybackOrder =
  | { order: 'begin'; audio: number }
  | { order: 'push'; audio: number; samples: Float32Array<ArrayBuffer> }
  | { order: 'end'; audio: number }
  | { order: 'voice'; participant: string; timeMs: number; samples: Float32Array<ArrayBuffer> }
  | { order: 'volume'; volume: number }
  | { order: 'original'; original: Original }
  | { order: 'silence' };

/** From the playing worklet. */
export type PlaybackReport =
  | { report: 'playing'; audio: number | undefined }
  | { report: 'ran-dry' }
  /** Every 20 ms: what sounded, and root mean squares of its parts. `atSeconds`: of its end, by the context's clock. */
  | { report: 'sounded'; samples: Float32Array<ArrayBuffer>; parts: Float32Array<ArrayBuffer>; atSeconds: number };
