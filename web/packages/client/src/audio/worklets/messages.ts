/** What the page and its worklets say to each other. Sound travels as transferred buffers, in the rate of the context. */
import type { Original } from '../../protocol/types';

/** To the capturing worklet when it is made. */
export interface CaptureOptions {
  rateHz: number;
  frameSamples: number;
}

/** From the capturing worklet: a frame of the wanted length and rate. `atSeconds`: of its end, by the context's clock. */
export interface CapturedFrame {
  samples: Float32Array<ArrayBuffer>;
  atSeconds: number;
}

/** To the capturing worklet: frames come or not; what was begun is dropped either way. */
export interface CaptureFlow {
  flowing: boolean;
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
  /** Every 50 ms: root mean squares of its five parts of 10 ms. `atSeconds`: of its end, by the context's clock. */
  | { report: 'loudness'; parts: Float32Array<ArrayBuffer>; atSeconds: number };
