import { decodePcm16 } from './pcm16';
import { Resampler } from './resampler';

const VOICE_RATE_HZ = 16_000;
/** Times are rounded to milliseconds; what is apart by more is a gap. */
const SAME_MS = 2;

export interface VoicePiece {
  samples: Float32Array<ArrayBuffer>;
  timeMs: number;
}

/** One participant's own voice, on its way to samples of the context's rate. */
export class VoiceSource {
  private resampler: Resampler;
  private nextMs: number | undefined;
  /** Of the next sample that the resampler gives. */
  private outMs = 0;

  constructor(private readonly rateHz: number) {
    this.resampler = new Resampler(VOICE_RATE_HZ, rateHz);
  }

  /** `timeMs` as in the message: of the first sample. */
  push(sound: Uint8Array, timeMs: number): VoicePiece {
    if (this.nextMs === undefined || Math.abs(timeMs - this.nextMs) > SAME_MS) {
      this.resampler = new Resampler(VOICE_RATE_HZ, this.rateHz);
      this.outMs = timeMs;
    }
    const decoded = decodePcm16(sound);
    this.nextMs = timeMs + (1_000 * decoded.length) / VOICE_RATE_HZ;
    const piece = { samples: this.resampler.push(decoded), timeMs: this.outMs };
    this.outMs += (1_000 * piece.samples.length) / this.rateHz;
    return piece;
  }
}
