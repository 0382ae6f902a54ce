import type { SpokenPiece } from '@univoice/client';
import type { Failure } from '../failures/failure';

/** As much as a conversation itself keeps through a drop. */
const KEPT_PIECES_MS = 5_000;

/** Who takes what is said, and hears that nothing comes any more. */
export interface Listener {
  onPiece(piece: SpokenPiece): void;
  onLost(why: Failure): void;
}

/** What comes of a microphone before there is a conversation to take it. */
export class Waiting {
  /** The microphone was lost before anybody took it. */
  lost: Failure | undefined;
  private pieces: SpokenPiece[] = [];
  private lengthMs = 0;
  private next: Listener | undefined;
  private heard = false;

  /** @param onFirst runs with the first piece */
  constructor(private readonly onFirst: () => void) {}

  take(piece: SpokenPiece): void {
    if (!this.heard) {
      this.heard = true;
      this.onFirst();
    }
    if (this.next) {
      this.next.onPiece(piece);
      return;
    }
    this.pieces.push(piece);
    this.lengthMs += piece.durationMs;
    while (this.lengthMs > KEPT_PIECES_MS) {
      this.lengthMs -= this.pieces.shift()?.durationMs ?? this.lengthMs;
    }
  }

  lose(why: Failure): void {
    this.lost = why;
    this.next?.onLost(why);
  }

  handTo(next: Listener): void {
    this.next = next;
    this.pieces.forEach((piece) => next.onPiece(piece));
    this.pieces = [];
  }
}
