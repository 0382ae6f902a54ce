/** Waits of a busy page pass; what drifts between two clocks in so many messages does not matter. */
const REMEMBERED = 40;

/**
 * Where another clock stands on the page's, from messages that carry its time: the page gets them late, never early, so the least difference of
 * the last ones is nearest to the truth.
 */
export class ClockOffset {
  private readonly differences: number[] = [];

  /** `thereMs` by the other clock, told by a message that is here at `hereMs`; answers it by the page's clock. */
  here(thereMs: number, hereMs: number): number {
    this.differences.push(hereMs - thereMs);
    if (this.differences.length > REMEMBERED) {
      this.differences.shift();
    }
    return thereMs + Math.min(...this.differences);
  }
}
