import { say } from '../protocol/messages';
import type { Connection } from './connection';
import type { Environment } from './environment';
import { SendingPace } from './sendingPace';
import type { SpokenAudio } from './spokenAudio';
import type { SpokenPiece } from '../audio/types';

/**
 * How much may lie in the socket: what lies there is gone with the connection, what is kept here is not. On a network
 * that takes everything it is next to nothing.
 */
const MOST_BUFFERED_MS = 1_000;

/** How soon to look again whether the socket took what it had. */
const LOOK_AGAIN_MS = 50;

/** The gateway takes messages of 64 KiB; audio in a stream may be cut anywhere. */
const MOST_MESSAGE_BYTES = 32 * 1024;

/**
 * Sends what was said over one connection, in order and no faster than the gateway takes it. Runs whenever a piece is
 * given or anything comes; timers, which a hidden page gets once a second, only help out while something waits.
 */
export class Outgoing {
  private readonly pace: SendingPace;
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly connection: Connection,
    private readonly spoken: SpokenAudio,
  ) {
    this.pace = new SendingPace(environment.nowMs());
  }

  pump(): void {
    for (let next = this.spoken.peek(); next !== undefined; next = this.spoken.peek()) {
      if (next.kind === 'control') {
        this.connection.send(say.control(next.command));
      } else {
        const waitMs = this.waitMs(next.piece);
        if (waitMs > 0) {
          this.pumpAfter(waitMs);
          return;
        }
        this.send(next.piece.bytes);
        this.pace.sent(next.piece.durationMs);
      }
      this.spoken.advance();
    }
  }

  private waitMs(piece: SpokenPiece): number {
    const bytesPerMs = piece.bytes.length / Math.max(1, piece.durationMs);
    if (this.connection.bufferedBytes > MOST_BUFFERED_MS * bytesPerMs) {
      return LOOK_AGAIN_MS;
    }
    return this.pace.waitMs(this.environment.nowMs());
  }

  private send(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += MOST_MESSAGE_BYTES) {
      this.connection.send(bytes.subarray(at, at + MOST_MESSAGE_BYTES));
    }
  }

  private pumpAfter(delayMs: number): void {
    this.cancelTimer ??= this.environment.after(delayMs, () => {
      this.cancelTimer = undefined;
      this.pump();
    });
  }

  close(): void {
    this.cancelTimer?.();
  }
}
