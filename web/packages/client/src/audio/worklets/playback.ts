import { Framer } from '../framer';
import { rms } from '../level';
import { Mixer } from '../mixer';
import { PART_MS, PARTS_A_REPORT, type PlaybackOrder, type PlaybackReport } from './messages';

declare const sampleRate: number;
declare const currentTime: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Plays what the mixer makes, and tells how loud it was. */
class Playback extends AudioWorkletProcessor {
  private readonly mixer = new Mixer(sampleRate, {
    onPlaying: (audio) => this.tell({ report: 'playing', audio }),
    onRanDry: () => this.tell({ report: 'ran-dry' }),
  });
  private readonly framer = new Framer(Math.round((sampleRate * PARTS_A_REPORT * PART_MS) / 1_000), (frame) => {
    const part = frame.length / PARTS_A_REPORT;
    const parts = Float32Array.from({ length: PARTS_A_REPORT }, (_, i) => rms(frame, Math.floor(i * part), Math.floor(part)));
    this.tell({ report: 'sounded', samples: frame, parts, atSeconds: currentTime }, [frame.buffer]);
  });
  private over = false;

  constructor() {
    super();
    this.port.onmessage = (message: MessageEvent<PlaybackOrder | 'over'>) => {
      if (message.data === 'over') {
        this.over = true;
      } else {
        this.obey(message.data);
      }
    };
  }

  process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    const sound = output?.[0];
    if (sound) {
      this.mixer.render(sound);
      this.framer.push(sound);
    }
    return !this.over;
  }

  private obey(order: PlaybackOrder): void {
    switch (order.order) {
      case 'begin':
        return this.mixer.speeches.begin(order.audio);
      case 'push':
        return this.mixer.speeches.push(order.audio, order.samples, 1_000 * currentTime);
      case 'end':
        return this.mixer.speeches.end(order.audio);
      case 'voice':
        return this.mixer.pushVoice(order.participant, order.samples, order.timeMs);
      case 'volume':
        return this.mixer.setVolume(order.volume);
      case 'original':
        return this.mixer.setOriginal(order.original);
      case 'silence':
        return this.mixer.silence();
    }
  }

  private tell(report: PlaybackReport, transferred: Transferable[] = []): void {
    this.port.postMessage(report, transferred);
  }
}

registerProcessor('univoice-playback', Playback);
