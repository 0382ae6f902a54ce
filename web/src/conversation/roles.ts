import type {
  Admission,
  components,
  Conversation,
  ConversationOptions,
  Encoding,
  KeptTranscript,
  Microphone,
  MicrophoneEvents,
  Original,
  Speaker,
  SpeakerEvents,
  TranscriptState,
} from '@univoice/client';
import type { GuestAdmission, Invitation, NewSession, OpenedSession } from '../api/types';

export type ServerMessage = components['schemas']['StreamServerMessage'];

/** The machine's microphone and loudspeaker. */
export interface Sound {
  /** Does ahead of a press what may be done without asking anybody. */
  prepare(): void;
  /** How speech is best sent and received here. */
  encodings(): { sends: Encoding; wants: Encoding };
  /** @throws MicrophoneError */
  startMicrophone(options: { deviceId?: string; encoding: Encoding }, events: MicrophoneEvents): Promise<Microphone>;
  openSpeaker(options: { outputDeviceId?: string; encoding: Encoding; volume: number; original: Original }, events: SpeakerEvents): Promise<Speaker>;
}

/** What is asked of the API; rejects with a `Failure`. */
export interface SessionService {
  open(session: NewSession): Promise<OpenedSession>;
  /** A new ticket of the same participant. */
  readmit(session: string, participant: string): Promise<Admission>;
  invite(session: string): Promise<Invitation>;
  joinAsGuest(invitation: string, name: string): Promise<GuestAdmission>;
  end(session: string): Promise<void>;
  /** What was said in it so far. */
  transcript(session: string): Promise<KeptTranscript>;
}

export interface Surroundings {
  sound: Sound;
  service: SessionService;
  openConversation(options: ConversationOptions<ServerMessage>): Conversation;
  applyMessage(transcript: TranscriptState, message: ServerMessage): TranscriptState;
  withEarlier(transcript: TranscriptState, kept: KeptTranscript): TranscriptState;
  /** Notes the moment: a press, or the first that was heard after it. */
  mark(moment: 'pressed' | 'heard'): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs it again and again until the function that it answers is called. */
  every(ms: number, run: () => void): () => void;
  later(ms: number, run: () => void): () => void;
  /** Where this page was loaded from, as "https://host". */
  origin: string;
  /** By which this page's guest came: by it they come in again. */
  invitation: string | undefined;
}
