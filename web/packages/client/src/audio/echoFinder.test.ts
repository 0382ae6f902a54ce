import { describe, expect, it } from 'vitest';
import { type Echo, EchoFinder } from './echoFinder';
import { echoIn } from './testing/echoRoom';
import { RATE_HZ, recorded, timeline } from './testing/recordings';
import { Waveform } from './waveform';

const { portuguese } = recorded(-20);
const { english } = recorded(-20);

/** After `seconds` of a translation that begins at once. */
function find(seconds: number, captured: Float32Array, aheadMs = 0): Echo | undefined {
  const here = new Waveform();
  const there = new Waveform();
  here.push(timeline(3, [0, english]).slice(0, (seconds + aheadMs / 1_000) * RATE_HZ), RATE_HZ);
  there.push(captured.slice(0, seconds * RATE_HZ), RATE_HZ);
  return new EchoFinder(400).find(here, there, aheadMs);
}

describe('what is played', () => {
  it.each([40, 120, 250])('is found in what is captured %i ms later, within half a second, beneath a voice as loud', (delayMs) => {
    const echo = echoIn({ delayMs, gainDb: -6, noiseDb: -65 }, timeline(3, [0, english]), RATE_HZ);
    const voice = timeline(3, [0, recorded(-26).portuguese]);
    const found = find(0.5 + delayMs / 1_000, echo.map((sample, i) => sample + voice[i]!));
    expect(found?.lagMs).toBeCloseTo(delayMs, 0);
    // The shortest way has 2.5 dB less than all together.
    expect(10 * Math.log10(found?.gain ?? 0)).toBeGreaterThan(-11);
    expect(10 * Math.log10(found?.gain ?? 0)).toBeLessThan(-5);
  });

  it('is found at the same place when the page heard of it sooner than of what was captured', () => {
    const echo = echoIn({ delayMs: 120, gainDb: -15, noiseDb: -65 }, timeline(3, [0, english]), RATE_HZ);
    expect(find(1, echo, 60)?.lagMs).toBeCloseTo(120, 0);
  });

  it('is not found in a voice that has nothing to do with it', () => {
    expect(find(1, timeline(3, [0, portuguese]))).toBeUndefined();
  });

  it('is not found in silence', () => {
    expect(find(1, new Float32Array(3 * RATE_HZ))).toBeUndefined();
  });
});
