import type { ServerMessage, SoundFrame } from '../protocol/types';

/**
 * What only the gateway says, whatever was delivered: it repeats the sequence last sent on that connection, which is 0 on
 * a new one, and is never a repetition. Notices come from both; one too many does no harm, one too few might.
 */
const GATEWAYS_OWN: ReadonlySet<ServerMessage['type']> = new Set([
  'session.ready',
  'session.status',
  'notice',
  'error',
  'original.begin',
]);

/**
 * Tells what is new from what was heard before a connection was lost.
 *
 * Within one connection nothing comes twice: the gateway knows deliveries by their ids. But several messages may share a
 * sequence (a delivery of speech becomes several packets of Opus, and its last ones carry that of `speech.end`), and what
 * is sent again late after a resume comes with lower sequences than what is already there. So what comes is compared not
 * with the last sequence, but with the one that `session.resume` named: all up to there was heard, all behind it is sent once.
 */
export class HeardSequence {
  private last = 0;
  private resumedAfter = 0;

  /** For `session.resume`: the highest sequence received before. */
  resume(): number {
    this.resumedAfter = this.last;
    return this.last;
  }

  isNewMessage(message: ServerMessage): boolean {
    return GATEWAYS_OWN.has(message.type) ? this.take(message.sequence) : this.isNewDelivery(message.sequence);
  }

  /** Others' own voices (audio below 0) are live or not at all: they repeat the last sequence, and never come again. */
  isNewSound(frame: SoundFrame): boolean {
    return frame.audio < 0 ? this.take(frame.sequence) : this.isNewDelivery(frame.sequence);
  }

  private isNewDelivery(sequence: number): boolean {
    return sequence > this.resumedAfter && this.take(sequence);
  }

  private take(sequence: number): true {
    this.last = Math.max(this.last, sequence);
    return true;
  }
}
