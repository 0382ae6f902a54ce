import type { components } from '../generated/api';
import type { RestApi } from '../api/restApi';
import type { ServerMessage } from '../protocol/types';
import { openConversationWith } from '../session/conversation';
import { browserEnvironment, type Environment } from '../session/environment';
import { RECORDED, SpokenAudio } from '../session/spokenAudio';
import type { Conversation, ConversationState, Ending } from '../session/types';
import { applyMessage, EMPTY_TRANSCRIPT } from '../transcript/applyMessage';
import type { TranscriptState } from '../transcript/types';
import { readRecording } from './readRecording';
import type { Recording } from './recording';
import { SpeechTrack } from './speechTrack';

/** How far a translation is, each from 0 to 1: by how much of the recording was sent, and has come back translated. */
export interface FileProgress {
  sent: number;
  translated: number;
}

export interface FileTranslationOptions {
  /** Opens a session for it, which ends by itself when it is left. */
  api: Pick<RestApi, 'createSession' | 'comeBack'>;
  /** What the session is opened with, such as who speaks and what is left out; else it has its defaults. */
  session?: components['schemas']['NewSession'];
  /** BCP 47 tag of what is said, or "auto". */
  from: string;
  /** BCP 47 tag of what it is to become. */
  to: string;
  /** About four times a second. */
  onProgress?(progress: FileProgress): void;
  /** With every caption and translation that comes. */
  onTranscript?(transcript: TranscriptState): void;
  onState?(state: ConversationState): void;
  /** Ends it early; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface FileTranslation {
  /** For the api: transcript and subtitles as files. */
  sessionId: string;
  transcript: TranscriptState;
  /** WAV, 24 kHz mono: each translation where its sentence ends in the recording, or behind the one before it. */
  speech: Blob;
  durationMs: number;
}

/** The conversation ended before the recording was through. */
export class FileTranslationError extends Error {
  constructor(readonly ending: Ending | { reason: 'silent' }) {
    super(`the translation ended: ${ending.reason}`);
    this.name = 'FileTranslationError';
  }
}

const PROGRESS_EVERY_MS = 250;

/** Models that take longer for anything at all are not there any more. */
const SILENT_FOR_MS = 120_000;

/** What says nothing about the translation's progress. */
const NO_NEWS: ReadonlySet<ServerMessage['type']> = new Set(['session.ready', 'session.status', 'notice']);

/**
 * Translates a WAV, MP3 or Ogg Opus file at nearly twice the pace at which it was spoken: speaks it in a session of its
 * own, in which who is alone hears itself translated.
 *
 * @throws RecordingError, before anything is sent, when it is no such file
 * @throws ApiFailure when no session can be opened; FileTranslationError when it ends early
 */
export async function translateFile(
  file: Blob,
  options: FileTranslationOptions,
  environment: Environment = browserEnvironment(),
): Promise<FileTranslation> {
  const recording = readRecording(new Uint8Array(await file.arrayBuffer()));
  options.signal?.throwIfAborted();
  const admission = await options.api.createSession({ participantName: 'recording', ...options.session });
  return new Promise((resolve, reject) => {
    const work = new FileWork(recording, options, environment, { resolve, reject });
    work.begin(admission);
  });
}

class FileWork {
  private readonly spoken: SpokenAudio;
  private readonly track = new SpeechTrack();
  private transcript = EMPTY_TRANSCRIPT;
  private translatedMs = 0;
  private newsMs: number;
  private conversation: Conversation | undefined;
  private cancelTimer: () => void = () => undefined;
  private isOver = false;

  constructor(
    private readonly recording: Recording,
    private readonly options: FileTranslationOptions,
    private readonly environment: Environment,
    private readonly outcome: { resolve(done: FileTranslation): void; reject(why: unknown): void },
  ) {
    this.spoken = new SpokenAudio(recording.cut, RECORDED);
    this.newsMs = environment.nowMs();
  }

  begin(admission: Awaited<ReturnType<RestApi['createSession']>>): void {
    const { api, from, to, signal } = this.options;
    const abort = (): void => this.fail(signal?.reason);
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    this.recording.pieces.forEach((piece) => this.spoken.add(piece));
    this.conversation = openConversationWith(
      { audio: this.recording.audio, spoken: this.spoken },
      {
        admission,
        readmit: () => api.comeBack(admission),
        wishes: { speaks: from, hears: to, captions: 'all', sends: 'pcm16', wants: 'pcm16' },
        events: {
          onState: (state) => this.onState(state),
          onMessage: (message) => this.onMessage(message, admission),
          onSound: ({ audio, sound }) => this.track.add(audio, sound),
          onLost: () => undefined,
        },
      },
      this.environment,
    );
    this.conversation.stop();
    this.look();
  }

  private onState(state: ConversationState): void {
    if (!this.isOver) {
      this.options.onState?.(state);
      if (state.name === 'ended') {
        this.fail(new FileTranslationError(state.why));
      }
    }
  }

  private onMessage(message: ServerMessage, { sessionId, participantId }: { sessionId: string; participantId: string }): void {
    if (!NO_NEWS.has(message.type)) {
      this.newsMs = this.environment.nowMs();
    }
    if (message.type === 'speech.begin') {
      this.track.begin(message.audio, message.endMs);
    } else if (message.type === 'translation') {
      this.translatedMs = Math.max(this.translatedMs, message.endMs);
    } else if (message.type === 'error') {
      this.fail(new FileTranslationError({ ...message, reason: 'refused' }));
    }
    const former = this.transcript;
    this.transcript = applyMessage(former, message);
    if (this.transcript !== former) {
      this.options.onTranscript?.(this.transcript);
    }
    // The language is left out only when everything was told in every language.
    if (message.type === 'session.finished' && message.track === participantId && message.language === '') {
      this.done(sessionId);
    }
  }

  private look(): void {
    const { durationMs } = this.recording;
    const share = (ms: number): number => Math.min(1, ms / durationMs);
    this.options.onProgress?.({ sent: share(this.spoken.positionMs), translated: share(this.translatedMs) });
    const isSent = this.spoken.peek() === undefined;
    if (isSent && this.environment.nowMs() - this.newsMs > SILENT_FOR_MS) {
      this.fail(new FileTranslationError({ reason: 'silent' }));
    } else {
      this.cancelTimer = this.environment.after(PROGRESS_EVERY_MS, () => this.look());
    }
  }

  private done(sessionId: string): void {
    if (this.over()) {
      this.options.onProgress?.({ sent: 1, translated: 1 });
      const { transcript, recording, track } = this;
      this.outcome.resolve({ sessionId, transcript, speech: track.wav(), durationMs: recording.durationMs });
    }
  }

  private fail(why: unknown): void {
    if (this.over()) {
      this.outcome.reject(why);
    }
  }

  /** Whether it was not over before. */
  private over(): boolean {
    const wasOver = this.isOver;
    this.isOver = true;
    this.cancelTimer();
    this.conversation?.leave();
    return !wasOver;
  }
}
