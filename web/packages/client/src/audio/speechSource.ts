import type { Encoding } from '../protocol/types';
import { OpusDecoding } from './opusDecoding';
import { OPUS_RATE_HZ } from './opusEncoding';
import { decodePcm16 } from './pcm16';
import { Resampler } from './resampler';

/** Of translated speech, as the gateway gives it as samples. */
const SPEECH_RATE_HZ = 24_000;

/** The pieces of one speech, on their way to samples of the context's rate. */
export class SpeechSource {
  private readonly resampler: Resampler;
  private readonly opus: OpusDecoding | undefined;

  constructor(
    encoding: Encoding,
    rateHz: number,
    private readonly onSamples: (samples: Float32Array<ArrayBuffer>) => void,
  ) {
    this.resampler = new Resampler(encoding === 'opus' ? OPUS_RATE_HZ : SPEECH_RATE_HZ, rateHz);
    this.opus = encoding === 'opus' ? new OpusDecoding((samples) => this.onSamples(this.resampler.push(samples))) : undefined;
  }

  push(sound: Uint8Array): void {
    if (this.opus) {
      this.opus.push(sound);
    } else {
      this.onSamples(this.resampler.push(decodePcm16(sound)));
    }
  }

  /** Settles once all samples were handed on. */
  async finish(): Promise<void> {
    await this.opus?.finish();
    this.onSamples(this.resampler.flush());
  }

  /** Nothing of it is wanted any more. */
  close(): void {
    this.opus?.close();
  }
}
