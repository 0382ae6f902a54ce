import { beforeEach, expect, it } from 'vitest';
import { encodePcm16 } from './pcm16';
import { recordVoice } from './recordedVoice';
import type { Microphone, MicrophoneEvents, SpokenPiece } from './types';

let heard: MicrophoneEvents;
let stopped: number;
let progress: number[];
let full: number;
/** Still in the microphone when it is stopped. */
let rest: SpokenPiece | undefined;
const say = (pieces: number, loudness = 0.1) => {
  for (let i = 0; i < pieces; i++) {
    heard.onPiece({ bytes: encodePcm16(new Float32Array(800).fill(loudness)), durationMs: 50 });
  }
};
const record = () =>
  recordVoice({}, { onLevel: () => undefined, onProgress: (ms) => progress.push(ms), onFull: () => full++ }, async (_, events) => {
    heard = events;
    const stop = async () => {
      stopped++;
      if (rest) {
        heard.onPiece(rest);
      }
    };
    return { stop } as unknown as Microphone;
  });

beforeEach(() => {
  stopped = 0;
  full = 0;
  rest = undefined;
  progress = [];
});

it('makes a WAV file of what was said, and tells how long and how loud it is', async () => {
  const recording = await record();
  say(20, 0.01);
  say(20);
  const voice = await recording.stop();
  expect(voice.durationMs).toBe(2_000);
  expect(voice.wav.size).toBe(44 + 2_000 * 32);
  expect(voice.loudestDbfs).toBeCloseTo(-20, 1);
  expect(progress.at(-1)).toBe(2_000);
  expect(stopped).toBe(1);
});

it('keeps what was said up to the moment when it is stopped', async () => {
  const recording = await record();
  say(10);
  rest = { bytes: encodePcm16(new Float32Array(320)), durationMs: 20 };
  const voice = await recording.stop();
  expect(voice.durationMs).toBe(520);
  expect(voice.wav.size).toBe(44 + 520 * 32);
});

it('ends by itself after a minute', async () => {
  const recording = await record();
  say(1_300);
  expect([full, stopped]).toEqual([1, 1]);
  expect((await recording.stop()).durationMs).toBe(60_000);
});

it('keeps what was said before the device was gone', async () => {
  const recording = await record();
  say(10);
  heard.onLost('unplugged');
  expect(full).toBe(1);
  expect((await recording.stop()).durationMs).toBe(500);
});

it('has nothing to hand over of who said nothing', async () => {
  await expect((await record()).stop()).rejects.toMatchObject({ reason: 'missing' });
});
