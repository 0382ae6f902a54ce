import type { SpokenPiece } from '@univoice/client';

/** As much as a conversation itself keeps through a drop. */
const KEPT_PIECES_MS = 5_000;

/** What is said before there is a conversation to say it in. */
export class Waiting {
  private pieces: SpokenPiece[] = [];
  private lengthMs = 0;
  private next: ((piece: SpokenPiece) => void) | undefined;
  private heard = false;

  /** @param onFirst runs with the first piece */
  constructor(private readonly onFirst: () => void) {}

  take(piece: SpokenPiece): void {
    if (!this.heard) {
      this.heard = true;
      this.onFirst();
    }
    if (this.next) {
      this.next(piece);
      return;
    }
    this.pieces.push(piece);
    this.lengthMs += piece.durationMs;
    while (this.lengthMs > KEPT_PIECES_MS) {
      this.lengthMs -= this.pieces.shift()?.durationMs ?? this.lengthMs;
    }
  }

  handTo(next: (piece: SpokenPiece) => void): void {
    this.next = next;
    this.pieces.forEach(next);
    this.pieces = [];
  }
}
