import type { Conversation, ConversationOptions, Microphone, MicrophoneEvents, Speaker, SpeakerEvents, SpokenPiece, Wishes } from '@univoice/client';
import type { NewSession, OpenedSession } from '../api/types';
import type { ServerMessage, SessionService, Sound } from './roles';

/** A microphone and a loudspeaker that do as the test says, and keep what they were told. */
export class FakeSound implements Sound {
  readonly said: string[] = [];
  refusal: unknown;
  /** Still on its way inside the microphone when it is paused or stopped. */
  lastPiece: SpokenPiece | undefined;
  microphone: MicrophoneEvents | undefined;
  speaker: SpeakerEvents | undefined;

  prepared = 0;

  prepare() {
    this.prepared++;
  }

  encodings() {
    return { sends: 'opus', wants: 'opus' } as const;
  }

  async startMicrophone(_options: object, events: MicrophoneEvents): Promise<Microphone> {
    this.said.push('microphone on');
    if (this.refusal !== undefined) {
      throw this.refusal;
    }
    this.microphone = events;
    return {
      // As in a browser that encodes no Opus.
      encoding: 'pcm16',
      startedAfterMs: 10,
      device: { id: 'default', label: 'Default', instead: false },
      pause: async () => {
        this.said.push('microphone paused');
        await this.handOn(events);
      },
      resume: () => this.said.push('microphone resumed'),
      use: async (device) => {
        this.said.push(`microphone ${device}`);
      },
      stop: async () => {
        this.said.push('microphone off');
        await this.handOn(events);
      },
    };
  }

  private async handOn(events: MicrophoneEvents): Promise<void> {
    const { lastPiece } = this;
    this.lastPiece = undefined;
    if (lastPiece) {
      await Promise.resolve();
      events.onPiece(lastPiece);
    }
  }

  async openSpeaker(_options: object, events: SpeakerEvents): Promise<Speaker> {
    this.speaker = events;
    return {
      begin: ({ audio, segment }) => this.said.push(`begin ${audio} ${segment}`),
      play: (audio) => this.said.push(`play ${audio}`),
      end: ({ audio }) => this.said.push(`end ${audio}`),
      playOriginal: ({ participant }) => this.said.push(`original of ${participant}`),
      setVolume: (volume) => this.said.push(`volume ${volume}`),
      setOriginal: (how) => this.said.push(`original ${how}`),
      use: async () => undefined,
      silence: () => undefined,
      close: async () => {
        this.said.push('speaker off');
      },
    };
  }
}

/** An API with one session; everything asked of it is kept. */
export class FakeService implements SessionService {
  readonly asked: string[] = [];
  opened: NewSession | undefined;
  failure: unknown;
  /** Of single questions, by how they begin. */
  failures: Record<string, unknown> = {};

  private answer<T>(question: string, value: T): Promise<T> {
    this.asked.push(question);
    const [, failure = this.failure] = Object.entries(this.failures).find(([each]) => question.startsWith(each)) ?? [];
    return failure === undefined ? Promise.resolve(value) : Promise.reject(failure);
  }

  open(session: NewSession) {
    this.opened = session;
    return this.answer('open', admission('first') as OpenedSession);
  }

  readmit(session: string, participant: string) {
    return this.answer(`readmit ${participant} to ${session}`, admission('next'));
  }

  invite(session: string) {
    return this.answer(`invite to ${session}`, { invitation: 'uvi_1', sessionId: session, expiresAt: 9_000 });
  }

  joinAsGuest(invitation: string, name: string) {
    return this.answer(`join ${invitation} as ${name}`, { ...admission('guest'), guestToken: 'uvg_1', sourceLanguage: 'en', targetLanguage: 'pt' });
  }

  async end(session: string) {
    await this.answer(`end ${session}`, undefined);
  }

  transcript(session: string) {
    return this.answer(`transcript of ${session}`, {
      participants: [{ id: 'other', name: 'Bruno' }],
      segments: [{ segment: 'o:0', participant: 'other', speaker: 'S1', language: 'pt', text: 'Olá.', startMs: 9_000, endMs: 9_500, confidence: 0.9, overlapped: false, translations: [] }],
    });
  }
}

/** A conversation whose gateway is the test. */
export class FakeConversation implements Conversation {
  readonly said: string[] = [];
  readonly pieces: SpokenPiece[] = [];
  wishes: Wishes;

  constructor(readonly options: ConversationOptions<ServerMessage>) {
    this.wishes = options.wishes;
  }

  get events() {
    return this.options.events;
  }

  speak(piece: SpokenPiece): void {
    const control = this.said.filter((each: string) => ['pause', 'resume', 'stop'].includes(each)).pop();
    if (control === undefined || control === 'resume') {
      this.pieces.push(piece);
    }
  }

  get wanted(): Wishes {
    return this.wishes;
  }

  change(wishes: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...wishes };
  }

  pause = () => void this.said.push('pause');
  resume = () => void this.said.push('resume');
  stop = () => void this.said.push('stop');
  leave = () => void this.said.push('leave');
  askStatus = () => void this.said.push('status');
}

function admission(ticket: string) {
  return { sessionId: 's1', participantId: 'me', ticket, expiresAt: 5_000, mediaUrl: 'ws://127.0.0.1/v1/stream' };
}
