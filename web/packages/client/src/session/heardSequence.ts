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

/** A delivery of speech of which more packets may come: up to where in each speech they were given on. */
interface OpenDelivery {
  sequence: number;
  /** By the number of the speech, in milliseconds since it began. */
  givenMs: Map<number, number>;
  /** The same when the connection was last resumed: so far its packets come again. */
  againMs: ReadonlyMap<number, number>;
}

/**
 * Tells what is new from what was heard before a connection was lost.
 *
 * A delivery of speech becomes several packets of Opus with its sequence, and the last ones of a speech carry that of
 * `speech.end`: whether all of it came is known by `speech.end`, or by a higher sequence. So `session.resume` names the last
 * delivery of which all came, and what comes again of the one behind it is dropped up to the time of its last packet. Times
 * are compared, not packets counted: the gateway goes on with a fresh encoder, which may cut anew.
 *
 * Within one connection nothing comes twice: the gateway knows deliveries by their ids. But what is sent again late after
 * a resume comes with lower sequences than what is already there. So what comes is compared not with the last sequence,
 * but with the one that `session.resume` named: all up to there was heard, all behind it is sent once.
 */
export class HeardSequence {
  private complete = 0;
  private open: OpenDelivery | undefined;
  private resumedAfter = 0;

  /** For `session.resume`: the highest sequence of which everything was received. */
  resume(): number {
    this.resumedAfter = this.complete;
    if (this.open !== undefined) {
      this.open.againMs = new Map(this.open.givenMs);
    }
    return this.complete;
  }

  isNewMessage({ type, sequence }: ServerMessage): boolean {
    if (GATEWAYS_OWN.has(type)) {
      // Of these only a notice may be a delivery, which then is higher than all before.
      if (type === 'notice' && sequence > (this.open?.sequence ?? this.complete)) {
        this.completed(sequence);
      }
      return true;
    }
    if (sequence <= this.resumedAfter) {
      return false;
    }
    this.completed(sequence);
    return true;
  }

  /** Others' own voices (audio below 0) are live or not at all: they repeat the last sequence, and never come again. */
  isNewSound({ sequence, audio, timeMs }: SoundFrame): boolean {
    if (audio < 0) {
      return true;
    }
    if (sequence <= this.resumedAfter) {
      return false;
    }
    const open = this.opened(sequence);
    if (open === undefined) {
      return true;
    }
    const againMs = open.againMs.get(audio);
    if (againMs !== undefined && timeMs <= againMs) {
      return false;
    }
    open.givenMs.set(audio, timeMs);
    return true;
  }

  /** The delivery that is open by now; undefined when this one comes late, behind a newer one. */
  private opened(sequence: number): OpenDelivery | undefined {
    if (sequence > (this.open?.sequence ?? this.complete)) {
      this.complete = this.open?.sequence ?? this.complete;
      this.open = { sequence, givenMs: new Map(), againMs: new Map() };
    }
    return this.open?.sequence === sequence ? this.open : undefined;
  }

  private completed(sequence: number): void {
    this.complete = Math.max(this.complete, sequence);
    if (this.open !== undefined && this.open.sequence <= this.complete) {
      this.open = undefined;
    }
  }
}
