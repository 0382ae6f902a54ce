import { reconnectDelayMs } from './reconnectDelay';

/** A gateway keeps a participant for two minutes. */
const COME_BACK_WITHIN_MS = 110_000;

/** A connection that held for less was no success: the next try waits as if it had not come about. */
const HELD_MS = 5_000;

/**
 * While packets are lost, a system asks again for a connection after 1, 3 and 7 seconds (RFC 6298): who gives up after four
 * and asks anew is back sooner. Who is only slow gets more time with every try.
 */
const PATIENCE_MS = 4_000;
const MOST_PATIENCE_MS = 15_000;

/** Decides when to try again, and when there is no sense in it any more. */
export class WayBack {
  private failures = 0;
  private liveMs: number | undefined;

  /** @param awayMs since when there is no connection */
  constructor(private awayMs: number) {}

  live(nowMs: number): void {
    this.liveMs = nowMs;
  }

  /** From 1 on. */
  get attempt(): number {
    return this.failures + 1;
  }

  /** How long a ticket, and then a connection, may take this time. */
  get patienceMs(): number {
    return Math.min(MOST_PATIENCE_MS, PATIENCE_MS * this.attempt);
  }

  /**
   * A connection was lost, or did not come about.
   *
   * @param chance from 0 to 1
   * @returns how long to wait before the next try; undefined when nobody would know us any more by then
   */
  lost(nowMs: number, notBeforeMs: number, chance: number): number | undefined {
    if (this.liveMs !== undefined) {
      this.failures = nowMs - this.liveMs >= HELD_MS ? 0 : this.failures + 1;
      this.awayMs = nowMs;
      this.liveMs = undefined;
    } else {
      this.failures++;
    }
    const delayMs = Math.max(notBeforeMs, reconnectDelayMs(this.failures, nowMs - this.awayMs, chance));
    return nowMs + delayMs - this.awayMs > COME_BACK_WITHIN_MS ? undefined : delayMs;
  }
}
