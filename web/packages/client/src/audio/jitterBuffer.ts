/**
 * How much of a speech has to wait before it begins to sound, so that pieces that come late are there in time.
 *
 * As in Ramjee, Kurose, Towsley and Schulzrinne, "Adaptive playout mechanisms for packetized audio applications in wide-area
 * networks" (INFOCOM 1994): fixed while somebody speaks, moved between two speeches; and as in their algorithm 4 a late piece is believed
 * at once and forgotten slowly. Theirs adds four deviations to the mean; ours keeps the latest piece seen, as there are too few pieces
 * in a speech for a deviation to mean much.
 */
const LEAST_MS = 60;
/** Half a second late is worse than a short gap. Our choice. */
const MOST_MS = 500;
/** Before anything is known: two pieces of 50 ms, less what the wake-ups of a busy page cost. */
const FIRST_MS = 90;
/** On top of the latest piece seen: one wake-up of a busy page. */
const MARGIN_MS = 20;
const GROWTH_WHEN_DRY = 1.5;
/** Of what is over the least, per second of speech without a gap: half of it is gone after 35 s. */
const FORGOTTEN_PER_SECOND = 0.02;

export class JitterBuffer {
  private cushion = FIRST_MS;

  /** Milliseconds of sound that have to wait before a speech begins or goes on. */
  get cushionMs(): number {
    return this.cushion;
  }

  /** A piece came `lateMs` after it would have come had all of its speech kept the pace of the first; below 0: earlier. */
  arrived(lateMs: number): void {
    this.cushion = Math.min(MOST_MS, Math.max(this.cushion, lateMs + MARGIN_MS));
  }

  /** Nothing was left in the middle of a speech. */
  ranDry(): void {
    this.cushion = Math.min(MOST_MS, this.cushion * GROWTH_WHEN_DRY);
  }

  /** So much sounded. */
  played(milliseconds: number): void {
    this.cushion = LEAST_MS + (this.cushion - LEAST_MS) * (1 - FORGOTTEN_PER_SECOND) ** (milliseconds / 1_000);
  }
}
