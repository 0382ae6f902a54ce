import type { SpokenPiece } from '../audio/types';
import type { Admission, Captions, Encoding, Languages, Original, ServerMessage, SoundFrame } from '../protocol/types';

/** What is asked of the gateway for this participant. */
export interface Wishes extends Languages {
  captions?: Captions;
  original?: Original;
  /** What one says oneself comes back as others hear it, as text. Whoever is alone hears its own translation anyway. */
  ownTranslations?: boolean;
  /** How pieces of speech come that are given to {@link Conversation.speak}. */
  sends: Encoding;
  /** How translated speech is wanted. */
  wants: Encoding;
}

/**
 * connecting: for the first time; live: heard and hearing; reconnecting: the connection is lost, speech is kept (five
 * seconds) and sent when it is back; ended: nothing comes any more.
 */
export type ConversationState =
  | { name: 'connecting' }
  | { name: 'live'; resumed: boolean }
  | { name: 'reconnecting'; attempt: number; nextTryInMs: number; offline: boolean }
  | { name: 'ended'; why: Ending };

/** How a conversation ended, and what the person may do about it. */
export type Ending =
  | { reason: 'left' }
  /** For everybody, by its owner or for good. */
  | { reason: 'over' }
  /** The same participant came in from elsewhere. */
  | { reason: 'replaced' }
  /** Nobody took us back within two minutes. */
  | { reason: 'unreachable' }
  /** The gateway said no, and saying it again would not help. */
  | { reason: 'refused'; code: string; message: string; suggestion: string; retryAfter?: number };

/** Everything the gateway says, as the API document's StreamServerMessage, told by `type`. */
export interface ConversationEvents<M = ServerMessage> {
  onState(state: ConversationState): void;
  /** In order, none twice, also over lost connections. */
  onMessage(message: M): void;
  onSound(frame: SoundFrame): void;
  /** Speech that could not be kept through a drop longer than five seconds. */
  onLost(lostMs: number): void;
}

export interface ConversationOptions<M = ServerMessage> {
  admission: Admission;
  /** A new ticket of the same participant, from whichever gateway answers. */
  readmit(): Promise<Admission>;
  wishes: Wishes;
  events: ConversationEvents<M>;
}

/** One participant's place in a session, through lost connections. */
export interface Conversation {
  /** What is asked for now: a change that was refused is taken back before its error is told. */
  readonly wanted: Wishes;
  speak(piece: SpokenPiece): void;
  /** Pauses or goes on with one's own track; listening goes on. */
  pause(): void;
  resume(): void;
  /** Everything is said; what was said still comes back translated. */
  stop(): void;
  /** Other languages, captions or originals from now on. */
  change(wishes: Partial<Omit<Wishes, 'sends'>>): void;
  /** Asks who takes part; the answer comes as `session.status`. Nothing happens while there is no connection. */
  askStatus(): void;
  /** Leaves for good. */
  leave(): void;
}
