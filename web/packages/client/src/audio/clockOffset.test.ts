import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClockOffset } from './clockOffset';

it('reads another clock as well as the quickest message told it, however late the others were', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.array(fc.nat(200), { minLength: 1, maxLength: 39 }), (apart, delays) => {
      const clock = new ClockOffset();
      clock.here(0, apart + 3);
      delays.forEach((delay, i) => {
        const thereMs = 20 * (i + 1);
        expect(clock.here(thereMs, thereMs + apart + 3 + delay)).toBeCloseTo(thereMs + apart + 3);
      });
    }),
  );
});

it('forgets what two clocks were apart long ago', () => {
  const clock = new ClockOffset();
  clock.here(0, 0);
  for (let i = 1; i <= 40; i++) {
    clock.here(20 * i, 20 * i + 100);
  }
  expect(clock.here(1_000, 1_100)).toBe(1_100);
});
