import { expect, it } from 'vitest';
import { PlaybackHealth } from './playbackHealth';

it('is critical for five seconds after a gap, a warning until twenty have passed, and good again', () => {
  const health = new PlaybackHealth();
  expect(health.at(0)).toBe('good');
  health.ranDry(1_000);
  expect([1_000, 5_999, 6_000, 20_999, 21_000].map((now) => health.at(now))).toEqual(['critical', 'critical', 'warning', 'warning', 'good']);
});
