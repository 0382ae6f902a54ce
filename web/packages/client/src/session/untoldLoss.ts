/** A loss is told in pieces of this length, and what is left of it with the connection. */
const TELL_LOST_MS = 1_000;

/** Speech that could not be kept: gathered, so that nobody is told of every packet. */
export class UntoldLoss {
  private lostMs = 0;

  constructor(private readonly onLost: (lostMs: number) => void) {}

  add(lostMs: number): void {
    this.lostMs += lostMs;
    if (this.lostMs >= TELL_LOST_MS) {
      this.tell();
    }
  }

  tell(): void {
    if (this.lostMs > 0) {
      const lostMs = this.lostMs;
      this.lostMs = 0;
      this.onLost(lostMs);
    }
  }
}
