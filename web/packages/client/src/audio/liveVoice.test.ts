import { beforeEach, expect, it } from 'vitest';
import { LiveVoice } from './liveVoice';

const RATE = 48_000;
const ms = (milliseconds: number) => (milliseconds * RATE) / 1_000;
const piece = (value: number) => new Float32Array(ms(50)).fill(value);
const listen = (voice: LiveVoice, milliseconds: number) => Array.from({ length: ms(milliseconds) }, () => voice.next());
let voice: LiveVoice;

beforeEach(() => {
  voice = new LiveVoice(RATE);
});

/** The first sample with each value, in milliseconds. */
const firstAt = (heard: number[], value: number) => heard.indexOf(value) / ms(1);

it('plays a voice 60 ms after it came, without gaps', () => {
  const heard: number[] = [];
  for (let i = 0; i < 10; i++) {
    voice.push(piece(i + 1), 1_000 + 50 * i);
    heard.push(...listen(voice, 50));
  }
  heard.push(...listen(voice, 100));
  expect(firstAt(heard, 1)).toBe(60);
  expect(heard.slice(ms(60), ms(560))).toEqual(Array.from({ length: 10 }, (_, i) => [...piece(i + 1)]).flat());
});

it('plays a gap in the times as silence of the same length', () => {
  voice.push(piece(1), 0);
  voice.push(piece(2), 150);
  const heard = listen(voice, 400);
  expect(firstAt(heard, 2) - firstAt(heard, 1)).toBe(150);
});

it('plays a piece that comes a little late behind a gap, and what follows in its place', () => {
  voice.push(piece(1), 0);
  const heard = listen(voice, 180);
  voice.push(piece(2), 50);
  voice.push(piece(3), 100);
  heard.push(...listen(voice, 200));
  expect(firstAt(heard, 2)).toBe(180);
  expect(firstAt(heard, 3)).toBe(230);
});

it('leaves out what would be heard more than 300 ms late', () => {
  voice.push(piece(1), 0);
  const heard = listen(voice, 380);
  voice.push(piece(2), 50);
  voice.push(piece(3), 400);
  heard.push(...listen(voice, 200));
  expect(heard).not.toContain(2);
  expect(firstAt(heard, 3)).toBe(460);
});

it('catches up with who speaks faster than one can listen', () => {
  for (let i = 0; i < 100; i++) {
    voice.push(piece(i + 1), 50 * i);
  }
  const heard = listen(voice, 400);
  expect(heard.lastIndexOf(100) / ms(1)).toBeLessThan(300);
});

it('is forgotten half a second after its last sound', () => {
  voice.push(piece(1), 0);
  expect(voice.idle).toBe(false);
  listen(voice, 700);
  expect(voice.idle).toBe(true);
});
