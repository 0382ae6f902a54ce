import type { Failure } from '../failures/failure';

/**
 * What a person can do with the conversation; all of it shows in the store, and what is chosen there (languages,
 * captions, devices, volume) holds at once.
 */
export interface ConversationControls {
  /** Opens a session where there is none, and begins to speak and hear in it. Call it in answer to a press. */
  start(): Promise<void>;
  /** As {@link start} without a microphone: one hears and reads the others. `start` speaks, too, from then on. */
  listen(): Promise<void>;
  /** Leaves the session as it is and begins a new one. Call it in answer to a press. */
  startOver(): Promise<void>;
  /** Nothing is sent until {@link goOn}; listening goes on. */
  pause(): void;
  goOn(): void;
  /** Ends one's own part once what was said has come back; the whole session too, where nobody else is in it. */
  stop(): Promise<void>;
  /** Makes a join link, and a session where there is none; the failure, if that did not work. */
  invite(): Promise<Failure | undefined>;
  /** Comes in by an invitation, speaking and hearing one language; the failure, if that did not work. */
  join(guest: { invitation: string; name: string; language: string }): Promise<Failure | undefined>;
}
