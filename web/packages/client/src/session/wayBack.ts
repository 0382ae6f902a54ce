import { reconnectDelayMs } from './reconnectDelay';

/** A gateway keeps a participant for two minutes. */
const COME_BACK_WITHIN_MS = 110_000;

/** A connection that held for less was no success: the next try waits as if it had not come about. */
const HELD_MS = 5_000;

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
    const delayMs = Math.max(notBeforeMs, reconnectDelayMs(this.failures, chance));
    return nowMs + delayMs - this.awayMs > COME_BACK_WITHIN_MS ? undefined : delayMs;
  }
}
