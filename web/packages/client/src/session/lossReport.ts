/** A loss is told in pieces of this length, and what is left of it with the connection. */
const TELL_LOST_MS = 1_000;

/** How much of what was said is lost, told neither piece by piece nor too late. */
export class LossReport {
  private untoldMs = 0;

  constructor(private readonly onLost: (ms: number) => void) {}

  lost(ms: number): void {
    this.untoldMs += ms;
    if (this.untoldMs >= TELL_LOST_MS) {
      this.tell();
    }
  }

  /** What is left of it. */
  tell(): void {
    if (this.untoldMs > 0) {
      this.onLost(this.untoldMs);
      this.untoldMs = 0;
    }
  }
}
