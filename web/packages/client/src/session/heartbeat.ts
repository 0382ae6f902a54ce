/** Silence after which the gateway is asked whether it is there. It pings every 20 s, but pages do not see pings. */
const SILENT_MS = 10_000;

/** How long it may take to answer: three seconds without a network are nothing, twenty-five are an end. */
const ANSWER_MS = 10_000;

/** Looks that come so late were held up with everything else: the page was frozen, or the machine asleep. */
const LATE_LOOK_MS = 5_000;

/** How often to {@link Heartbeat.look}. */
export const LOOK_EVERY_MS = 1_000;

/** Decides whether a connection on which nothing comes is still one: a network may go without a word. */
export class Heartbeat {
  private askedMs: number | undefined;
  private wasLate = false;
  private heardMs: number;
  private lookedMs: number;

  constructor(nowMs: number) {
    this.heardMs = nowMs;
    this.lookedMs = nowMs;
  }

  /** Anything came. */
  heard(nowMs: number): void {
    this.heardMs = nowMs;
    this.askedMs = undefined;
    this.wasLate = false;
  }

  /** ask: send `session.status`; lost: go on over another connection. */
  look(nowMs: number): 'nothing' | 'ask' | 'lost' {
    const isLate = nowMs - this.lookedMs > LATE_LOOK_MS;
    this.lookedMs = nowMs;
    if (isLate && !this.wasLate) {
      // What came meanwhile may not have been handed out yet, and the answer's time did not run.
      this.wasLate = true;
      return this.ask(nowMs);
    }
    if (this.askedMs !== undefined) {
      return nowMs - this.askedMs >= ANSWER_MS ? 'lost' : 'nothing';
    }
    return nowMs - this.heardMs >= SILENT_MS ? this.ask(nowMs) : 'nothing';
  }

  /** There is a reason to doubt it. */
  probe(nowMs: number): 'nothing' | 'ask' {
    return this.askedMs === undefined ? this.ask(nowMs) : 'nothing';
  }

  private ask(nowMs: number): 'ask' {
    this.askedMs = nowMs;
    return 'ask';
  }
}
