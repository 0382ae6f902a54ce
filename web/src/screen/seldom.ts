/** Tells a number that keeps changing: only when it is another one, at most once in `everyMs`, and always the latest at last. */
export class Seldom {
  private latest: number | undefined;
  private told: number | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tell: (value: number) => void,
    private readonly everyMs: number,
  ) {}

  set(value: number): void {
    this.latest = value;
    if (this.resting === undefined) {
      this.tellLatest();
    }
  }

  /** Nothing is told any more. */
  stop(): void {
    clearTimeout(this.resting);
  }

  private tellLatest(): void {
    this.resting = undefined;
    if (this.latest !== undefined && this.latest !== this.told) {
      // Where it begins is no change that the next one would have to wait for.
      if (this.told !== undefined) {
        this.resting = setTimeout(() => this.tellLatest(), this.everyMs);
      }
      this.told = this.latest;
      this.tell(this.latest);
    }
  }
}
