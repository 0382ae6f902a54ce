import { expect, it } from 'vitest';
import type { Original } from '../protocol/types';
import { Mixer } from './mixer';

const RATE = 48_000;
const BLOCK = 128;

/** Own voices at 0.5 while nothing is translated, then both, then own voices again; a level each 10 ms. */
function conversation(original: Original, speech: number): number[] {
  const mixer = new Mixer(RATE, { onPlaying: () => undefined, onRanDry: () => undefined });
  mixer.setOriginal(original);
  const heard: number[] = [];
  const block = new Float32Array(BLOCK);
  for (let i = 0; heard.length < (900 * RATE) / 1_000; i++) {
    if (i % 12 === 0) {
      mixer.pushVoice('bruno', new Float32Array(12 * BLOCK).fill(0.5), (12_000 * BLOCK * (i / 12)) / RATE);
    }
    if (heard.length === 320 * 48) {
      mixer.speeches.begin(1);
      mixer.speeches.push(1, new Float32Array(300 * 48).fill(speech), 320);
      mixer.speeches.end(1);
    }
    mixer.render(block);
    heard.push(...block);
  }
  return heard;
}

const at = (heard: number[], milliseconds: number) => heard[milliseconds * 48]!;

it('lets voices sound as they are, softer by 15 dB while a translation sounds, and as before after it', () => {
  const heard = conversation('ducked', 0);
  expect(at(heard, 250)).toBeCloseTo(0.5);
  expect(at(heard, 370)).toBeCloseTo(0.5 * 0.1778, 3);
  expect(at(heard, 610)).toBeCloseTo(0.5 * 0.1778, 3);
  expect(at(heard, 680)).toBeCloseTo(0.5);
});

it('leaves voices out while a translation sounds, where that is wanted', () => {
  const heard = conversation('muted', 0.25);
  expect(at(heard, 250)).toBeCloseTo(0.5);
  expect(at(heard, 400)).toBeCloseTo(0.25);
  expect(at(heard, 680)).toBeCloseTo(0.5);
});

it('leaves voices out altogether where nobody wants them', () => {
  expect(Math.max(...conversation('off', 0))).toBe(0);
});

it('moves every gain within 30 ms and never in a jump', () => {
  const heard = conversation('ducked', 0).slice(100 * 48);
  expect(Math.max(...heard.slice(1).map((sample, i) => Math.abs(sample - heard[i]!)))).toBeLessThan(0.001);
});

it('takes the volume as a share of what was made', () => {
  const mixer = new Mixer(RATE, { onPlaying: () => undefined, onRanDry: () => undefined });
  mixer.setVolume(0.5);
  mixer.speeches.begin(1);
  mixer.speeches.push(1, new Float32Array(4_800).fill(0.8), 0);
  mixer.speeches.end(1);
  const block = new Float32Array(4_800);
  mixer.render(block);
  expect(block[4_000]).toBeCloseTo(0.4);
});
