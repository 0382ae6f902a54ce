import type { Page } from '@playwright/test';
import type { Recording } from './recording';

interface Tap {
  rate: number;
  pieces: Float32Array[];
}

declare global {
  interface Window {
    univoiceTaps?: Tap[];
  }
}

/** What a page plays is listened to where it leaves for the speakers. Before the page's own scripts run. */
export async function listenTo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const taps: Tap[] = (window.univoiceTaps = []);
    const byContext = new Map<BaseAudioContext, MediaStreamAudioDestinationNode>();

    function tapOf(context: AudioContext): MediaStreamAudioDestinationNode {
      const known = byContext.get(context);
      if (known) {
        return known;
      }
      const node = context.createMediaStreamDestination();
      node.channelCount = 1;
      byContext.set(context, node);
      const tap: Tap = { rate: context.sampleRate, pieces: [] };
      taps.push(tap);
      void collect(node, tap);
      return node;
    }

    // Needs no script of its own, which the page's policy would refuse, and loses nothing when the page is busy.
    async function collect(node: MediaStreamAudioDestinationNode, tap: Tap): Promise<void> {
      type Reading = { readable: ReadableStream<AudioData> };
      type Maker = new (of: { track: MediaStreamTrack | undefined; maxBufferSize: number }) => Reading;
      const Processor = (window as unknown as { MediaStreamTrackProcessor: Maker }).MediaStreamTrackProcessor;
      const reader = new Processor({ track: node.stream.getAudioTracks()[0], maxBufferSize: 1000 }).readable.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        const sound = read.value;
        const piece = new Float32Array(sound.numberOfFrames);
        sound.copyTo(piece, { planeIndex: 0, format: 'f32-planar' });
        tap.rate = sound.sampleRate;
        tap.pieces.push(piece);
        sound.close();
      }
    }

    const isSpeakers = (to: unknown): to is AudioDestinationNode =>
      to instanceof AudioDestinationNode && to.context instanceof AudioContext;
    type Connect = (this: AudioNode, to: unknown, ...rest: unknown[]) => unknown;
    const connect = AudioNode.prototype.connect as Connect;
    const disconnect = AudioNode.prototype.disconnect as Connect;
    AudioNode.prototype.connect = function (this: AudioNode, to: unknown, ...rest: unknown[]) {
      if (isSpeakers(to)) {
        connect.call(this, tapOf(to.context as AudioContext), rest[0] ?? 0);
      }
      return connect.call(this, to, ...rest);
    } as typeof AudioNode.prototype.connect;
    AudioNode.prototype.disconnect = function (this: AudioNode, ...from: unknown[]) {
      if (isSpeakers(from[0])) {
        disconnect.call(this, tapOf(from[0].context as AudioContext));
      }
      return disconnect.apply(this, from as [unknown]);
    } as typeof AudioNode.prototype.disconnect;
  });
}

/**
 * What the page has played since it was loaded, silence included, as 16 kHz mono; of several audio contexts the sum, each
 * from its own first connection to the speakers.
 */
export async function heard(page: Page): Promise<Recording> {
  const rate = 16_000;
  const base64 = await page.evaluate(async (wanted) => {
    const taps = (window.univoiceTaps ?? []).filter((tap) => tap.pieces.length > 0);
    const seconds = (tap: Tap) => tap.pieces.reduce((sum, piece) => sum + piece.length, 0) / tap.rate;
    const longest = Math.max(0, ...taps.map(seconds));
    if (longest === 0) {
      return '';
    }
    const mix = new OfflineAudioContext(1, Math.ceil(longest * wanted), wanted);
    for (const tap of taps) {
      const buffer = new AudioBuffer({ length: Math.round(seconds(tap) * tap.rate), sampleRate: tap.rate });
      let at = 0;
      for (const piece of tap.pieces) {
        buffer.copyToChannel(piece as Float32Array<ArrayBuffer>, 0, at);
        at += piece.length;
      }
      const source = new AudioBufferSourceNode(mix, { buffer });
      source.connect(mix.destination);
      source.start();
    }
    const sound = (await mix.startRendering()).getChannelData(0);
    const bytes = new Uint8Array(sound.length * 2);
    const view = new DataView(bytes.buffer);
    sound.forEach((sample, i) => view.setInt16(2 * i, Math.max(-1, Math.min(1, sample)) * 32767, true));
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768) {
      text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    }
    return btoa(text);
  }, rate);
  const bytes = Buffer.from(base64, 'base64');
  return { rate, samples: Int16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i)) };
}
