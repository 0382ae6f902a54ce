import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Level } from '../conversation/levels';
import { FakeServer } from '../screens/testing/FakeServer';
import { show } from '../screens/testing/show';
import { LevelBar } from './LevelBar';

const FRAME_MS = 50;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function shown() {
  const level = new Level();
  show(<LevelBar label="Level" level={level} />, { server: new FakeServer() });
  const meter = screen.getByRole('meter');
  const write = vi.spyOn(meter, 'setAttribute');
  const told = () => write.mock.calls.filter(([name]) => name === 'aria-valuenow').map(([, value]) => value);
  return { level, meter, told };
}

describe('a level', () => {
  it('is told to screen readers once a second, however often it changes', () => {
    const { level, told } = shown();
    for (let at = 0; at < 3_000; at += FRAME_MS) {
      level.set((at / FRAME_MS) % 2 ? 70 : 20);
      vi.advanceTimersByTime(FRAME_MS);
    }
    expect(told().length).toBeGreaterThan(1);
    // At 0, 1, 2 and 3 s.
    expect(told().length).toBeLessThanOrEqual(4);
  });

  it('is not told again while its tenth stays', () => {
    const { level, told } = shown();
    for (let at = 0; at < 5_000; at += FRAME_MS) {
      level.set(50 + (at / FRAME_MS) % 3);
      vi.advanceTimersByTime(FRAME_MS);
    }
    expect(told()).toEqual(['50']);
  });

  it('is told at last as it stays, though nothing comes any more', () => {
    const { level, meter } = shown();
    level.set(60);
    level.set(0);
    expect(meter.getAttribute('aria-valuenow')).toBe('60');
    vi.advanceTimersByTime(1_000);
    expect(meter.getAttribute('aria-valuenow')).toBe('0');
    expect(meter.getAttribute('aria-valuetext')).toBe('0%');
  });
});
