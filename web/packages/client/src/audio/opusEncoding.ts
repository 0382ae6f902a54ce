import type { Encoding } from '../protocol/types';

export const OPUS_RATE_HZ = 48_000;
/** As Opus has it where nothing speaks for another: 50 packets a second. */
export const OPUS_FRAME_MS = 20;
const FRAME_SAMPLES = (OPUS_RATE_HZ * OPUS_FRAME_MS) / 1_000;
/** The encoder's look-ahead: so much of what it was given comes with the next packet only (RFC 7845, 4.2). */
const LOOK_AHEAD_SAMPLES = 312;
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
  /** At the end of what was pushed last. */
  private silentSamples = FRAME_SAMPLES;

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

  /** A shorter frame, as the last one before a pause may be, is filled up with silence. */
  push(sound: Float32Array<ArrayBuffer>): void {
    if (this.encoder.state !== 'configured') {
      return;
    }
    const frame = sound.length < FRAME_SAMPLES ? new Float32Array(FRAME_SAMPLES) : sound;
    frame.set(sound);
    this.silentSamples = FRAME_SAMPLES - sound.length;
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

  /** Settles once everything that was pushed was handed on, behind which more may follow. */
  async rest(): Promise<void> {
    if (this.silentSamples < LOOK_AHEAD_SAMPLES) {
      this.push(new Float32Array(FRAME_SAMPLES));
      this.silentSamples = FRAME_SAMPLES;
    }
    if (this.encoder.state === 'configured') {
      await this.encoder.flush().catch(() => undefined);
    }
  }

  /** Hands on what is still being encoded, and lets the encoder go. */
  async finish(): Promise<void> {
    await this.rest();
    if (this.encoder.state === 'configured') {
      this.encoder.close();
    }
  }
}
