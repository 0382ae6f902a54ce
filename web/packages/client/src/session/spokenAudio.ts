import type { SpokenPiece } from '../audio/types';

/** What is said about one's own audio, at the place in it where it was said. */
export type Command = 'pause' | 'resume' | 'stop';

/** What goes to the gateway, in order. */
export type Spoken = { kind: 'piece'; piece: SpokenPiece } | { kind: 'control'; command: Command };

/**
 * Where sending may go on: at any sample; at the end of any packet, which the gateway tells in milliseconds rounded down;
 * or at the beginning of the frame, or page, in which the place lies (docs/policies/audio.md, "Going on after a lost
 * connection").
 */
export type Cut = { kind: 'samples'; rateHz: number; frameBytes: number } | { kind: 'packets' } | { kind: 'frames' };

/** How much is kept, in milliseconds. */
export interface Keeping {
  /** Of what is said during one drop. */
  perDropMs: number;
  /** Of what was never sent, over drops that follow each other before all is caught up with. */
  waitingMs: number;
  /** Of what was sent and may be asked for again. */
  againMs: number;
}

/** Five seconds that wait, and five that a gateway took with it which died before it had published them. */
export const LIVE: Keeping = { perDropMs: 5_000, waitingMs: 10_000, againMs: 5_000 };

/** A file can wait: nothing of it is ever lost. */
export const RECORDED: Keeping = { perDropMs: Infinity, waitingMs: Infinity, againMs: Infinity };

/** Far less than a sample, far more than what sums of milliseconds are off. */
const ROUNDING_MS = 1e-6;

const msOf = (spoken: Spoken): number => (spoken.kind === 'piece' ? spoken.piece.durationMs : 0);

/**
 * What was said lately, sent or not: a gateway that dies takes with it what it had not published.
 *
 * ```
 *   front ── sent, may be asked for again ── next ── to be sent again ── unsent ── never sent ── end
 * ```
 *
 * Places are milliseconds on the gateway's timeline, which is shorter than ours by what was lost: what is left out of the
 * middle moves everything behind it forward, and all of that is unsent.
 */
export class SpokenAudio {
  private items: Spoken[] = [];
  private next = 0;
  private unsent = 0;
  private frontMs = 0;
  private sentMs = 0;
  private unsentMs = 0;
  private pausedAtFront = false;
  private everPaused = false;
  private allowedMs: number;

  constructor(
    private readonly cut: Cut,
    private readonly keeping: Keeping = LIVE,
  ) {
    this.allowedMs = keeping.perDropMs;
  }

  /** Where the next piece to send lies. */
  get positionMs(): number {
    return this.frontMs + this.sentMs;
  }

  /** How much was never sent. */
  get waitingMs(): number {
    return this.unsentMs;
  }

  /** Keeps it, and forgets the oldest of what is too much by then: answers how much that was. */
  add(piece: SpokenPiece): number {
    this.items.push({ kind: 'piece', piece });
    this.unsentMs += piece.durationMs;
    let lostMs = 0;
    while (this.unsentMs > this.allowedMs + ROUNDING_MS) {
      lostMs += this.forgetOldestUnsent();
    }
    return lostMs;
  }

  private forgetOldestUnsent(): number {
    const oldest = this.items.findIndex((item, at) => at >= this.unsent && item.kind === 'piece');
    const [gone] = this.items.splice(oldest, 1);
    const lostMs = gone === undefined ? 0 : msOf(gone);
    this.unsentMs -= lostMs;
    return lostMs;
  }

  control(command: Command): void {
    this.items.push({ kind: 'control', command });
    this.everPaused ||= command === 'pause';
  }

  /** The connection is gone: from now on only so much more is kept. */
  dropped(): void {
    this.allowedMs = Math.min(this.keeping.waitingMs, this.unsentMs + this.keeping.perDropMs);
  }

  peek(): Spoken | undefined {
    return this.items[this.next];
  }

  /** What {@link peek} showed has been sent. */
  advance(): void {
    const sent = this.items[this.next];
    if (sent === undefined) {
      return;
    }
    this.next++;
    this.sentMs += msOf(sent);
    if (this.next > this.unsent) {
      this.unsent = this.next;
      this.unsentMs -= msOf(sent);
    }
    while (this.sentMs > this.keeping.againMs && this.next > 1) {
      this.forgetFront();
    }
  }

  private forgetFront(): void {
    const gone = this.items.shift();
    if (gone !== undefined) {
      this.frontMs += msOf(gone);
      this.sentMs -= msOf(gone);
      this.next--;
      this.unsent--;
      this.pausedAtFront = gone.kind === 'control' ? gone.command === 'pause' : this.pausedAtFront;
    }
  }

  private isReceived(item: Spoken | undefined, atMs: number, receivedMs: number): boolean {
    if (item === undefined) {
      return false;
    }
    if (item.kind === 'control') {
      // Said at the very place where the audio stands, it may not have arrived; said twice, it does no harm.
      return atMs < receivedMs - ROUNDING_MS;
    }
    const endMs = atMs + item.piece.durationMs + ROUNDING_MS;
    return this.cut.kind === 'packets' ? Math.floor(endMs) <= receivedMs : endMs - 2 * ROUNDING_MS <= receivedMs;
  }

  /**
   * There is a connection again, and the gateway has everything up to here on its own timeline; what it lacks is sent
   * again. What it has stays here: it may die before that is published, and the next one ask for it.
   *
   * @returns what was lost because it is not kept any more; and what has to be said first, since the gateway may have
   *     heard a pause, or the end of one, behind the place to which all goes back
   */
  resumeAt(receivedMs: number): { lostMs: number; first: Command | undefined } {
    this.allowedMs = this.keeping.waitingMs;
    const lostMs = Math.max(0, this.frontMs - receivedMs);
    this.frontMs = Math.min(this.frontMs, receivedMs);
    let isPaused = this.pausedAtFront;
    this.next = 0;
    this.sentMs = 0;
    while (this.next < this.unsent && this.isReceived(this.items[this.next], this.positionMs, receivedMs)) {
      const item = this.items[this.next++] as Spoken;
      this.sentMs += msOf(item);
      isPaused = item.kind === 'control' ? item.command === 'pause' : isPaused;
    }
    this.splitNext(receivedMs - this.positionMs);
    if (this.unsent === 0) {
      // Perhaps the participant spoke before, from elsewhere.
      this.frontMs = receivedMs;
    }
    const next = this.items[this.next];
    const isAllSaid = next?.kind === 'control' && next.command === 'stop';
    const first = this.everPaused && !isAllSaid ? (isPaused ? 'pause' : 'resume') : undefined;
    return { lostMs, first };
  }

  /** Samples may be sent from anywhere: only what is missing of the piece in which the place lies. */
  private splitNext(hadMs: number): void {
    const next = this.items[this.next];
    if (this.cut.kind !== 'samples' || this.next >= this.unsent || next?.kind !== 'piece' || hadMs < ROUNDING_MS) {
      return;
    }
    const { bytes, durationMs } = next.piece;
    const at = Math.round((hadMs * this.cut.rateHz) / 1_000) * this.cut.frameBytes;
    const had: Spoken = { kind: 'piece', piece: { bytes: bytes.subarray(0, at), durationMs: hadMs } };
    const rest: Spoken = { kind: 'piece', piece: { bytes: bytes.subarray(at), durationMs: durationMs - hadMs } };
    this.items.splice(this.next, 1, had, rest);
    this.next++;
    this.unsent++;
    this.sentMs += hadMs;
  }
}
