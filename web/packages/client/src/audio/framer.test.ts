import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Framer } from './framer';

it('gives every sample once and in order, however they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 })), fc.integer({ min: 1, max: 300 }), (lengths, frameSamples) => {
      const frames: Float32Array[] = [];
      const framer = new Framer(frameSamples, (frame) => frames.push(frame));
      let count = 0;
      for (const length of lengths) {
        framer.push(Float32Array.from({ length }, () => count++));
      }
      const out = frames.flatMap((frame) => [...frame]);
      expect(frames.every((frame) => frame.length === frameSamples)).toBe(true);
      expect(out.length).toBe(count - (count % frameSamples));
      expect(out.every((sample, i) => sample === i)).toBe(true);
    }),
  );
});

it('cuts a piece every fifty milliseconds by the sample clock, whatever the block that the browser hands over', () => {
  const blocks = 1_000;
  const at: number[] = [];
  let samples = 0;
  const framer = new Framer(800, () => at.push(samples));
  for (let i = 0; i < blocks; i++) {
    samples += 128 / 3; // a render quantum of 48 kHz at 16 kHz
    framer.push(new Float32Array(Math.floor(samples) - Math.floor(samples - 128 / 3)));
  }
  const intervals = at.slice(1).map((end, i) => (1_000 * (end - at[i]!)) / 16_000);
  expect(Math.min(...intervals)).toBeGreaterThanOrEqual(45);
  expect(Math.max(...intervals)).toBeLessThanOrEqual(55);
});

it('forgets what was begun when it is cleared', () => {
  const frames: Float32Array[] = [];
  const framer = new Framer(3, (frame) => frames.push(frame));
  framer.push(Float32Array.of(1, 2));
  framer.clear();
  framer.push(Float32Array.of(3, 4, 5));
  expect(frames).toEqual([Float32Array.of(3, 4, 5)]);
});
