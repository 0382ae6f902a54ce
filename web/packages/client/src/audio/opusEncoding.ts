import type { Encoding } from '../protocol/types';

export const OPUS_RATE_HZ = 48_000;
/** As Opus has it where nothing speaks for another: 50 packets a second. */
export const OPUS_FRAME_MS = 20;
/**
 * Wide-band speech is transparent to recognition at 24 kb/s and above (RFC 6716, 2.1.1 recommends 16 to 20 for wide-band, 28 to 40 for
 * full-band speech); an eighth of pcm16.
 */
const BITS_PER_SECOND = 32_000;

/** What the recommendation registered for WebCodecs adds (https://www.w3.org/TR/webcodecs-opus-codec-registration/). */
interface OpusConfig {
  frameDuration: number;
  application: 'voip';
  signal: 'voice';
  usedtx: boolean;
  format: 'opus';
}

/** Without pauses between packets (DTX): the gateway tells time by counting them. */
const CONFIG: AudioEncoderConfig & { opus: OpusConfig } = {
  codec: 'opus',
  sampleRate: OPUS_RATE_HZ,
  numberOfChannels: 1,
  bitrate: BITS_PER_SECOND,
  opus: { format: 'opus', frameDuration: 1_000 * OPUS_FRAME_MS, application: 'voip', signal: 'voice', usedtx: false },
};

/** What this browser can send: Opus where it encodes that by itself. */
export async function sentEncoding(): Promise<Encoding> {
  if (typeof AudioEncoder === 'undefined') {
    return 'pcm16';
  }
  const answer = await AudioEncoder.isConfigSupported(CONFIG).catch(() => undefined);
  return answer?.supported ? 'opus' : 'pcm16';
}

/**
 * Encodes frames of 20 ms at 48 kHz into bare packets, one for each, in order. The first 6.5 ms that they decode to are the encoder's look-ahead
 * (pre-skip): bare packets cannot say so, and the gateway's timeline begins with them.
 */
export class OpusEncoding {
  private readonly encoder: AudioEncoder;
  private frames = 0;

  /** `onError`: nothing comes any more. */
  constructor(onPacket: (packet: Uint8Array) => void, onError: (error: Error) => void) {
    this.encoder = new AudioEncoder({
      output: (chunk) => {
        const packet = new Uint8Array(chunk.byteLength);
        chunk.copyTo(packet);
        onPacket(packet);
      },
      error: onError,
    });
    this.encoder.configure(CONFIG);
  }

  push(frame: Float32Array<ArrayBuffer>): void {
    if (this.encoder.state !== 'configured') {
      return;
    }
    const data = new AudioData({
      format: 'f32-planar',
      sampleRate: OPUS_RATE_HZ,
      numberOfFrames: frame.length,
      numberOfChannels: 1,
      timestamp: 1_000 * OPUS_FRAME_MS * this.frames++,
      data: frame,
    });
    this.encoder.encode(data);
    data.close();
  }

  /** Hands on what is still being encoded, and lets the encoder go. */
  async finish(): Promise<void> {
    if (this.encoder.state === 'configured') {
      await this.encoder.flush().catch(() => undefined);
      this.encoder.close();
    }
  }
}
