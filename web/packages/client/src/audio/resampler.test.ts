import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rms } from './level';
import { Resampler } from './resampler';

const tone = (hz: number, rateHz: number, samples: number) =>
  Float32Array.from({ length: samples }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rateHz));

function resampled(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const resampler = new Resampler(fromHz, toHz);
  return Float32Array.of(...resampler.push(samples), ...resampler.flush());
}

function difference(a: Float32Array, b: Float32Array, margin: number): number {
  return rms(a.slice(margin, a.length - margin).map((sample, i) => sample - b[i + margin]!));
}

describe.each([
  [48_000, 16_000],
  [44_100, 16_000],
  [16_000, 48_000],
  [16_000, 44_100],
  [24_000, 48_000],
  [24_000, 44_100],
])('from %i to %i Hz', (fromHz, toHz) => {
  it.each([100, 1_000, 6_500])('keeps a tone of %i Hz in its place, and no more than a ten-thousandth of something else', (hz) => {
    const out = resampled(tone(hz, fromHz, fromHz / 10), fromHz, toHz);
    expect(out.length).toBe(toHz / 10);
    expect(difference(out, tone(hz, toHz, out.length), 120)).toBeLessThan(0.5e-4);
  });

  it('gives the same however its input is cut', () => {
    const input = tone(440, fromHz, 3_000);
    const whole = resampled(input, fromHz, toHz);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 }), (lengths) => {
        const resampler = new Resampler(fromHz, toHz);
        const out: number[] = [];
        let at = 0;
        for (const length of [...lengths, input.length]) {
          out.push(...resampler.push(input.subarray(at, at + length)));
          at = Math.min(input.length, at + length);
        }
        out.push(...resampler.flush());
        expect(Float32Array.from(out)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });
});

it('leaves nothing of what the lower rate cannot hold', () => {
  expect(rms(resampled(tone(9_000, 48_000, 4_800), 48_000, 16_000), 50, 1_500)).toBeLessThan(0.5e-3);
});

it('hands on what needs no other rate at once and untouched', () => {
  const input = tone(440, 48_000, 128);
  expect(new Resampler(48_000, 48_000).push(input)).toEqual(input);
});
