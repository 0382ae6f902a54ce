import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PCM_RATE_HZ, startMicrophone } from './microphone';
import type { Microphone } from './types';
import type { CaptureOrder, CaptureReport } from './worklets/messages';

/** A worklet that does what the test says: it hands on a frame, or answers the oldest `hold`. */
class FakeWorklet {
  static one: FakeWorklet;
  readonly orders: CaptureOrder[] = [];
  readonly port = {
    postMessage: (order: CaptureOrder) => void this.orders.push(order),
    onmessage: null as ((event: { data: CaptureReport }) => void) | null,
  };
  connect = () => undefined;
  disconnect = () => undefined;

  constructor() {
    FakeWorklet.one = this;
  }

  report(data: CaptureReport): void {
    this.port.onmessage?.({ data });
  }

  hear(loudness: number): void {
    this.report({ samples: new Float32Array(PCM_RATE_HZ / 20).fill(loudness), atSeconds: 0 });
  }
}

class FakeContext {
  state = 'running';
  destination = {};
  onstatechange = null;
  audioWorklet = { addModule: () => Promise.resolve() };
  createMediaStreamSource = () => ({ connect: () => undefined, disconnect: () => undefined });
  close = () => Promise.resolve();
}

let levels: number[];
let pieces: number;
let microphone: Microphone;

beforeEach(async () => {
  const track = { label: '', muted: false, getSettings: () => ({}), stop: () => undefined };
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeWorklet);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => Promise.resolve({ getAudioTracks: () => [track] }) } });
  levels = [];
  pieces = 0;
  microphone = await startMicrophone(
    { encoding: 'pcm16' },
    { onPiece: () => pieces++, onLevel: (level) => levels.push(level), onLost: () => undefined },
  );
});
afterEach(() => vi.unstubAllGlobals());

describe('a microphone', () => {
  it('shows silence at its end, after what was said last', async () => {
    const stopped = microphone.stop();
    FakeWorklet.one.hear(0.3);
    FakeWorklet.one.report('held');
    await stopped;
    expect(pieces).toBe(1);
    expect(levels.map((level) => level > 0)).toEqual([true, false]);
  });

  it('loses nothing said before a second pause that comes right after the first', async () => {
    const { one: worklet } = FakeWorklet;
    const first = microphone.pause();
    worklet.report('held');
    microphone.resume();
    const second = microphone.pause();
    await first;
    worklet.hear(0.3);
    expect(pieces).toBe(1);
    worklet.report('held');
    await second;
    worklet.hear(0.3);
    expect(pieces).toBe(1);
    expect(levels.at(-1)).toBe(0);
  });
});
