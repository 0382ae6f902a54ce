/** A little under the two seconds of audio per second that the gateway takes (its PaceLimiter). */
const PACE = 1.8;

/** What may go at once; a page that is hidden is woken once a second, and must get along with that. */
const BURST_MS = 2_000;

/**
 * Decides when what has waited may be sent: a token bucket (Turner, "New Directions in Communications", 1986) whose
 * tokens are milliseconds of audio. Who speaks as fast as people do never empties it.
 */
export class SendingPace {
  private tokensMs = BURST_MS;

  constructor(private lastMs: number) {}

  /** How long the next piece has to wait; 0: it may go now. */
  waitMs(nowMs: number): number {
    this.tokensMs = Math.min(BURST_MS, this.tokensMs + PACE * Math.max(0, nowMs - this.lastMs));
    this.lastMs = nowMs;
    return this.tokensMs > 0 ? 0 : Math.ceil((1 - this.tokensMs) / PACE);
  }

  sent(durationMs: number): void {
    this.tokensMs -= durationMs;
  }
}
