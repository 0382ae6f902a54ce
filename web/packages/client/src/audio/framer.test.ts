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

it('hands on what was begun when it is flushed, whole to the next ten milliseconds, and begins anew', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1 }), (lengths) => {
      const frames: Float32Array[] = [];
      const framer = new Framer(800, (frame) => frames.push(frame));
      for (const length of lengths) {
        const before = frames.length;
        framer.push(Float32Array.from({ length }, (_, i) => i + 1));
        framer.flush(160);
        const said = frames.slice(before).flatMap((frame) => [...frame]);
        expect(said.length).toBe(160 * Math.ceil(length / 160));
        expect(said.every((sample, i) => sample === (i < length ? i + 1 : 0))).toBe(true);
      }
    }),
  );
});
