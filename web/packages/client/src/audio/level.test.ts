import { expect, it } from 'vitest';
import { meterLevel, rms } from './level';

it('shows silence as nothing and a loud voice as everything', () => {
  expect(meterLevel(0)).toBe(0);
  expect(meterLevel(10 ** (-60 / 20))).toBeCloseTo(0);
  expect(meterLevel(10 ** (-33 / 20))).toBeCloseTo(50);
  expect(meterLevel(1)).toBe(100);
});

it('measures a sine at 3 dB below its peak', () => {
  const sine = Float32Array.from({ length: 800 }, (_, i) => Math.sin((2 * Math.PI * i) / 80));
  expect(rms(sine)).toBeCloseTo(Math.SQRT1_2);
  expect(rms(new Float32Array(0))).toBe(0);
});
