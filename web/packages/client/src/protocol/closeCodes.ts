/**
 * What the end of a connection means for the conversation:
 *
 * - `replaced`: a newer connection of the same participant took over;
 * - `over`: the session has ended for everybody;
 * - `refused`: what was sent cannot be followed, and would not be the next time;
 * - `lost`: anything else, from a broken network to a gateway that stops; `session.resume` goes on at any gateway.
 */
export type Closed = 'replaced' | 'over' | 'refused' | 'lost';

/** 4000 to 4999 are free for applications: RFC 6455, 7.4.2. The gateway's are in the API document, StreamServerMessage. */
const MEANINGS: Readonly<Record<number, Closed>> = {
  4001: 'replaced',
  4002: 'over',
  // Too many errors; a message that is too large.
  1008: 'refused',
  1009: 'refused',
};

export function meaningOf(closeCode: number): Closed {
  return MEANINGS[closeCode] ?? 'lost';
}

/** A normal closure says to the gateway that the participant will not come back. */
export const LEAVES_FOR_GOOD = 1000;

/** Ours, for giving up a connection but not the place in the session. */
export const WILL_COME_BACK = 4900;
