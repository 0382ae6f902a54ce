import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heartbeat } from './heartbeat';
import { reconnectDelayMs } from './reconnectDelay';
import { SendingPace } from './sendingPace';
import { WayBack } from './wayBack';

describe('the heartbeat', () => {
  const looks = (heartbeat: Heartbeat, fromMs: number, toMs: number, everyMs = 1_000) => {
    const verdicts: [number, string][] = [];
    for (let nowMs = fromMs; nowMs <= toMs; nowMs += everyMs) {
      const verdict = heartbeat.look(nowMs);
      if (verdict !== 'nothing') {
        verdicts.push([nowMs, verdict]);
      }
    }
    return verdicts;
  };

  it('asks after ten seconds of silence and is sure after twenty', () => {
    expect(looks(new Heartbeat(0), 1_000, 20_000)).toEqual([
      [10_000, 'ask'],
      [20_000, 'lost'],
    ]);
  });

  it('takes anything that comes for an answer', () => {
    const heartbeat = new Heartbeat(0);
    looks(heartbeat, 1_000, 15_000);
    heartbeat.heard(15_500);
    expect(looks(heartbeat, 16_000, 25_000)).toEqual([]);
    expect(looks(heartbeat, 26_000, 26_000)).toEqual([[26_000, 'ask']]);
  });

  it('does not blame the network for a page that was frozen', () => {
    const heartbeat = new Heartbeat(0);
    expect(looks(heartbeat, 60_000, 69_000)).toEqual([[60_000, 'ask']]);
    expect(looks(heartbeat, 70_000, 70_000)).toEqual([[70_000, 'lost']]);
  });

  it('notices the end also where it is woken once a minute', () => {
    const heartbeat = new Heartbeat(0);
    expect(looks(heartbeat, 60_000, 120_000, 60_000)).toEqual([
      [60_000, 'ask'],
      [120_000, 'lost'],
    ]);
  });
});

describe('the way back', () => {
  it('doubles its delay up to four seconds, and leaves half of it to chance', () => {
    expect([0, 1, 2, 3, 6, 7, 50].map((failures) => reconnectDelayMs(failures, 5_000, 1))).toEqual([
      0, 100, 200, 400, 3_200, 4_000, 4_000,
    ]);
    expect(reconnectDelayMs(7, 5_000, 0)).toBe(2_000);
  });

  it('waits no more than a second while nothing of what is said is lost yet', () => {
    expect([4, 5, 6, 50].map((failures) => reconnectDelayMs(failures, 4_999, 1))).toEqual([800, 1_000, 1_000, 1_000]);
  });

  it('tries at once after a connection that held, not after one that broke at once', () => {
    const held = new WayBack(0);
    held.live(0);
    expect(held.lost(5_000, 0, 1)).toBe(0);
    const broke = new WayBack(0);
    broke.live(0);
    expect(broke.lost(100, 0, 1)).toBe(100);
    broke.live(300);
    expect(broke.lost(400, 0, 1)).toBe(200);
  });

  it('ends where the next try would come too late', () => {
    const wayBack = new WayBack(0);
    expect(wayBack.lost(0, 110_000, 1)).toBe(110_000);
    expect(wayBack.lost(0, 110_001, 1)).toBeUndefined();
  });
});

describe('the pace of sending', () => {
  it('never gets ahead of what the gateway takes', () => {
    const step = fc.record({ passMs: fc.nat(3_000), pieceMs: fc.constantFrom(20, 50, 1_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const pace = new SendingPace(0);
        let nowMs = 0;
        // The gateway's PaceLimiter: five seconds, filled at two per second.
        let tokensMs = 5_000;
        for (const { passMs, pieceMs } of steps) {
          nowMs += passMs;
          tokensMs = Math.min(5_000, tokensMs + 2 * passMs);
          if (pace.waitMs(nowMs) === 0) {
            pace.sent(pieceMs);
            tokensMs -= pieceMs;
          }
          expect(tokensMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('tells exactly how long to wait', () => {
    const pace = new SendingPace(0);
    pace.sent(2_900);
    const waitMs = pace.waitMs(0);
    expect(waitMs).toBeGreaterThan(0);
    expect(pace.waitMs(waitMs)).toBe(0);
  });
});
