import { Framer } from '../framer';
import { Resampler } from '../resampler';
import type { CapturedFrame, CaptureFlow, CaptureOptions } from './messages';

declare const sampleRate: number;
declare const currentTime: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new (options: AudioWorkletNodeOptions) => AudioWorkletProcessor): void;

const BLOCK_SAMPLES = 128;

/** Takes what the microphone gives, from the first sample on; where it gives nothing, as between two devices, silence. */
class Capture extends AudioWorkletProcessor {
  private readonly framer: Framer;
  private readonly resampler: Resampler;
  private readonly nothing = new Float32Array(BLOCK_SAMPLES);
  private flowing = true;
  private begun = false;
  private over = false;

  constructor(options: AudioWorkletNodeOptions) {
    super();
    const { rateHz, frameSamples } = options.processorOptions as CaptureOptions;
    this.resampler = new Resampler(sampleRate, rateHz);
    this.framer = new Framer(frameSamples, (samples) => {
      const frame: CapturedFrame = { samples, atSeconds: currentTime + BLOCK_SAMPLES / sampleRate };
      this.port.postMessage(frame, [samples.buffer]);
    });
    this.port.onmessage = (message: MessageEvent<CaptureFlow | 'over'>) => {
      if (message.data === 'over') {
        this.over = true;
      } else {
        this.flowing = message.data.flowing;
        this.framer.clear();
      }
    };
  }

  process([input]: Float32Array[][]): boolean {
    const sound = input?.[0];
    this.begun ||= sound !== undefined;
    if (this.flowing && this.begun) {
      this.framer.push(this.resampler.push(sound ?? this.nothing));
    }
    return !this.over;
  }
}

registerProcessor('univoice-capture', Capture);
