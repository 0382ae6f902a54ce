/** Time that passes when it is told to, with everything that was planned for it. For tests. */
export class FakeClock {
  private planned: { atMs: number; run: () => void }[] = [];
  nowMs = 0;

  after(delayMs: number, run: () => void): () => void {
    const plan = { atMs: this.nowMs + delayMs, run };
    this.planned.push(plan);
    return () => {
      this.planned = this.planned.filter((other) => other !== plan);
    };
  }

  /** Lets time pass; what is waited for asynchronously goes on as soon as it may. */
  async pass(durationMs: number): Promise<void> {
    const untilMs = this.nowMs + durationMs;
    await settled();
    for (let next = this.due(untilMs); next !== undefined; next = this.due(untilMs)) {
      this.planned = this.planned.filter((other) => other !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
      await settled();
    }
    this.nowMs = untilMs;
  }

  /** The earliest that is due; of those due at once, the one planned first. */
  private due(untilMs: number): { atMs: number; run: () => void } | undefined {
    return this.planned
      .filter(({ atMs }) => atMs <= untilMs)
      .reduce<{ atMs: number; run: () => void } | undefined>(
        (first, other) => (first === undefined || other.atMs < first.atMs ? other : first),
        undefined,
      );
  }
}

/** Promises go on in turns of their own; ten are more than any of ours takes. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve();
  }
}
