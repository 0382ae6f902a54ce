import { afterEach, describe, expect, it, vi } from 'vitest';
import { startMicrophone } from './microphone';
import { openSpeaker } from './speaker';

/** What a browser's sound does, as far as opening and choosing devices goes. */
class FakeContext {
  static all: FakeContext[] = [];
  static hasWorklets = true;
  state = 'running';
  sampleRate = 48_000;
  destination = {};
  onstatechange = null;
  sinks: string[] = [];
  /** Each call of setSinkId waits for its own. */
  opening: { id: string; opened(): void }[] = [];
  audioWorklet = {
    addModule: () => (FakeContext.hasWorklets ? Promise.resolve() : Promise.reject(new DOMException('gone', 'AbortError'))),
  };

  constructor() {
    FakeContext.all.push(this);
  }

  resume = () => Promise.resolve();
  createMediaStreamSource = (stream: { id: string }) => ({ id: stream.id, connect: () => undefined, disconnect: () => undefined });

  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }

  setSinkId(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.opening.push({
        id,
        opened: () => {
          this.sinks.push(id);
          resolve();
        },
      });
    });
  }
}

class FakeNode {
  static isThere = true;
  port = { postMessage: () => undefined, onmessage: null };

  constructor() {
    if (!FakeNode.isThere) {
      throw new DOMException('no such processor', 'InvalidStateError');
    }
  }

  connect = () => undefined;
  disconnect = () => undefined;
}

/** Devices that open when the test says so, each with one track. */
function devices() {
  const tracks = new Map<string, { readyState: string }>();
  const asked: { id: string; opened(): void }[] = [];
  const getUserMedia = ({ audio }: { audio: { deviceId?: { exact: string } } }) =>
    new Promise((resolve) => {
      const id = audio.deviceId?.exact ?? 'default';
      const track = {
        readyState: 'live',
        label: id,
        muted: false,
        getSettings: () => ({ deviceId: id }),
        stop: () => (track.readyState = 'ended'),
      };
      tracks.set(id, track);
      asked.push({ id, opened: () => resolve({ id, getAudioTracks: () => [track] }) });
    });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: () => Promise.resolve([]) } });
  return { tracks, asked };
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 5));
const SPEAKER_EVENTS = { onLevel: () => undefined, onPlaying: () => undefined, onHealth: () => undefined };
const MICROPHONE_EVENTS = { onPiece: () => undefined, onLevel: () => undefined, onLost: () => undefined };

function browser() {
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
}

describe('sound devices', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    FakeContext.all = [];
    FakeContext.hasWorklets = true;
    FakeNode.isThere = true;
  });

  it.each(['worklet', 'node'])('keep no audio context of a speaker whose %s does not open', async (what) => {
    browser();
    FakeContext.hasWorklets = what !== 'worklet';
    FakeNode.isThere = what !== 'node';
    await expect(openSpeaker({ encoding: 'pcm16' }, SPEAKER_EVENTS)).rejects.toThrow();
    expect(FakeContext.all.map(({ state }) => state)).toEqual(['closed']);
  });

  it.each(['worklet', 'node'])('keep no audio context and no device of a microphone whose %s does not open', async (what) => {
    browser();
    const { asked, tracks } = devices();
    FakeContext.hasWorklets = what !== 'worklet';
    FakeNode.isThere = what !== 'node';
    const started = expect(startMicrophone({ encoding: 'pcm16' }, MICROPHONE_EVENTS)).rejects.toThrow();
    await turns();
    asked[0]?.opened();
    await started;
    expect(FakeContext.all.map(({ state }) => state)).toEqual(['closed']);
    expect([...tracks.values()].map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('say that a part of the page is missing where the capturing worklet did not come, and blame no other program', async () => {
    browser();
    const { asked } = devices();
    FakeContext.hasWorklets = false;
    const started = expect(startMicrophone({ encoding: 'pcm16' }, MICROPHONE_EVENTS)).rejects.toMatchObject({ reason: 'unloaded', cause: { name: 'AbortError' } });
    await turns();
    asked[0]?.opened();
    await started;
  });

  it('hear with the microphone that was chosen last, whichever opens first', async () => {
    browser();
    const { asked, tracks } = devices();
    const starting = startMicrophone({ encoding: 'pcm16' }, MICROPHONE_EVENTS);
    await turns();
    asked[0]?.opened();
    const microphone = await starting;
    const uses = [microphone.use('slow'), microphone.use('quick')];
    await turns();
    asked[2]?.opened();
    await turns();
    asked[1]?.opened();
    await Promise.all(uses);

    expect(microphone.device.id).toBe('quick');
    expect([...tracks].filter(([, { readyState }]) => readyState === 'live').map(([id]) => id)).toEqual(['quick']);
  });

  it('play on the loudspeaker that was chosen last, whichever opens first', async () => {
    browser();
    const speaker = await openSpeaker({ encoding: 'pcm16' }, SPEAKER_EVENTS);
    const [context] = FakeContext.all;
    const uses = [speaker.use('slow'), speaker.use('unwanted'), speaker.use('quick')];
    await turns();
    // The newest of those that are opening is done first.
    for (let next = context?.opening.pop(); next !== undefined; next = context?.opening.pop()) {
      next.opened();
      await turns();
    }
    await Promise.all(uses);

    expect(context?.sinks.at(-1)).toBe('quick');
  });
});
