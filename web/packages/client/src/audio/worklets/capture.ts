import { Capturing } from '../capturing';
import type { CaptureOptions, CaptureOrder, CaptureReport } from './messages';

declare const sampleRate: number;
declare const currentTime: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new (options: AudioWorkletNodeOptions) => AudioWorkletProcessor): void;

const BLOCK_SAMPLES = 128;

/** Takes what the microphone gives, from the first sample on; where it gives nothing, as between two devices, silence. */
class Capture extends AudioWorkletProcessor {
  private readonly capturing: Capturing;
  private readonly nothing = new Float32Array(BLOCK_SAMPLES);
  private begun = false;
  private over = false;

  constructor(options: AudioWorkletNodeOptions) {
    super();
    const { rateHz, frameSamples } = options.processorOptions as CaptureOptions;
    this.capturing = new Capturing(sampleRate, rateHz, frameSamples, (samples) => {
      this.tell({ samples, atSeconds: currentTime + BLOCK_SAMPLES / sampleRate }, [samples.buffer]);
    });
    this.port.onmessage = (message: MessageEvent<CaptureOrder>) => this.obey(message.data);
  }

  process([input]: Float32Array[][]): boolean {
    const sound = input?.[0];
    this.begun ||= sound !== undefined;
    if (this.begun) {
      this.capturing.push(sound ?? this.nothing);
    }
    return !this.over;
  }

  private obey(order: CaptureOrder): void {
    switch (order) {
      case 'hold':
        this.capturing.hold();
        return this.tell('held');
      case 'flow':
        return this.capturing.flow();
      case 'over':
        this.over = true;
    }
  }

  private tell(report: CaptureReport, transferred: Transferable[] = []): void {
    this.port.postMessage(report, transferred);
  }
}

registerProcessor('univoice-capture', Capture);
