import type { Encoding } from '../protocol/types';
import { OPUS_FRAME_MS, OPUS_RATE_HZ } from './opusEncoding';

/** What a decoder gives before the sound begins: 6.5 ms, the look-ahead of the gateway's encoder (docs/policies/audio.md, "Out"). */
const PADDING_SAMPLES = 312;
const CONFIG: AudioDecoderConfig = { codec: 'opus', sampleRate: OPUS_RATE_HZ, numberOfChannels: 1 };

/** What this browser can play: Opus, an eighth of the bytes, where it decodes that by itself. */
export async function wantedEncoding(): Promise<Encoding> {
  if (typeof AudioDecoder === 'undefined') {
    return 'pcm16';
  }
  const answer = await AudioDecoder.isConfigSupported(CONFIG).catch(() => undefined);
  return answer?.supported ? 'opus' : 'pcm16';
}

/** Decodes the packets of one speech to samples at 48 kHz, the encoder's padding left out. */
export class OpusDecoding {
  private readonly decoder: AudioDecoder;
  private padding = PADDING_SAMPLES;
  private packets = 0;

  /** A packet that cannot be decoded ends it: what came before is played, the rest is not. */
  constructor(onSamples: (samples: Float32Array<ArrayBuffer>) => void) {
    this.decoder = new AudioDecoder({
      output: (data) => {
        const samples = new Float32Array(data.numberOfFrames);
        data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        data.close();
        const skipped = Math.min(this.padding, samples.length);
        this.padding -= skipped;
        onSamples(samples.slice(skipped));
      },
      error: () => undefined,
    });
    this.decoder.configure(CONFIG);
  }

  push(packet: Uint8Array): void {
    if (this.decoder.state === 'configured') {
      const timestamp = 1_000 * OPUS_FRAME_MS * this.packets++;
      this.decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data: packet as Uint8Array<ArrayBuffer> }));
    }
  }

  /** Hands on what is still being decoded, and lets the decoder go. */
  async finish(): Promise<void> {
    if (this.decoder.state === 'configured') {
      await this.decoder.flush().catch(() => undefined);
    }
    this.close();
  }

  /** Lets the decoder go; nothing comes any more. */
  close(): void {
    if (this.decoder.state !== 'closed') {
      this.decoder.close();
    }
  }
}
