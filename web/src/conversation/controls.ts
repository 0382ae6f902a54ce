import type { Failure } from '../failures/failure';

/** What a person can do with the conversation; all of it shows in the store. */
export interface ConversationControls {
  /** Opens a session where there is none, and begins to speak and hear in it. */
  start(): Promise<void>;
  /** Nothing is sent until {@link goOn}; listening goes on. */
  pause(): void;
  goOn(): void;
  /** Ends it for oneself, and for everybody where it is one's own. */
  stop(): Promise<void>;
  /** Makes a join link; the failure, if that did not work. */
  invite(): Promise<Failure | undefined>;
  /** Comes in by an invitation, speaking and hearing one language; the failure, if that did not work. */
  join(guest: { invitation: string; name: string; language: string }): Promise<Failure | undefined>;
  /** Another microphone from now on; null: the system's default. */
  useMicrophone(deviceId: string | null): Promise<void>;
  useLoudspeaker(deviceId: string | null): Promise<void>;
}
