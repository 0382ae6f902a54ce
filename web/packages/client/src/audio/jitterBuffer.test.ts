import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JitterBuffer } from './jitterBuffer';

it('asks for between 60 and 500 milliseconds, whatever happens', () => {
  const event = fc.oneof(
    fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((late) => (jitter: JitterBuffer) => jitter.arrived(late)),
    fc.constant((jitter: JitterBuffer) => jitter.ranDry()),
    fc.nat(100_000).map((played) => (jitter: JitterBuffer) => jitter.played(played)),
  );
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const jitter = new JitterBuffer();
      for (const happen of events) {
        happen(jitter);
        expect(jitter.cushionMs).toBeGreaterThanOrEqual(60);
        expect(jitter.cushionMs).toBeLessThanOrEqual(500);
      }
    }),
  );
});

it('believes a late piece at once and forgets it slowly', () => {
  const jitter = new JitterBuffer();
  jitter.arrived(200);
  expect(jitter.cushionMs).toBe(220);
  jitter.played(35_000);
  expect(jitter.cushionMs).toBeGreaterThan(130);
  expect(jitter.cushionMs).toBeLessThan(150);
});

it('grows by half when it ran dry', () => {
  const jitter = new JitterBuffer();
  const before = jitter.cushionMs;
  jitter.ranDry();
  expect(jitter.cushionMs).toBe(1.5 * before);
});
