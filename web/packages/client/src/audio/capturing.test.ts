import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Capturing } from './capturing';

const BLOCK = 128;

function capture(fromHz: number, rateHz: number, frameSamples: number) {
  const frames: Float32Array[] = [];
  const capturing = new Capturing(fromHz, rateHz, frameSamples, (frame) => frames.push(frame));
  const count = () => frames.reduce((sum, { length }) => sum + length, 0);
  const said = (blocks: number, value = 0.5) => {
    for (let i = 0; i < blocks; i++) {
      capturing.push(new Float32Array(BLOCK).fill(value));
    }
  };
  return { capturing, frames, count, said };
}

describe.each([
  [48_000, 16_000, 800],
  [44_100, 16_000, 800],
  [44_100, 48_000, 960],
  [48_000, 48_000, 960],
])('capturing %i Hz as %i Hz', (fromHz, rateHz, frameSamples) => {
  it('hands on every sample that came before it was held, and less than ten milliseconds of silence', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 }), (turns) => {
        const { capturing, count, said } = capture(fromHz, rateHz, frameSamples);
        for (const blocks of turns) {
          const before = count();
          capturing.flow();
          said(blocks);
          capturing.hold();
          const missing = Math.ceil((blocks * BLOCK * rateHz) / fromHz) - (count() - before);
          expect(missing).toBeLessThanOrEqual(0);
          expect(missing).toBeGreaterThan(-rateHz / 100);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('gives no frame of what is said while it is held, and nothing of it later', () => {
    const { capturing, frames, count, said } = capture(fromHz, rateHz, frameSamples);
    said(20);
    capturing.hold();
    const before = count();
    said(40, 0.9);
    capturing.hold();
    expect(count()).toBe(before);
    capturing.flow();
    const { length } = frames;
    said(20, 0);
    capturing.hold();
    expect(frames.slice(length).every((frame) => frame.every((sample) => sample === 0))).toBe(true);
  });
});
