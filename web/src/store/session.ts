import { createSlice, original, type PayloadAction } from '@reduxjs/toolkit';
import type { components, ConversationState, TranscriptState } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { NO_METRICS, withLatency, type SegmentLatency, type SessionMetrics } from './metrics';

export type SessionStatus = 'idle' | 'connecting' | 'active' | 'paused' | 'ended';
export type Attendee = components['schemas']['Attendee'];

/** What the page knows of the session it is in. */
export interface CurrentSession {
  sessionId: string;
  /** Who this page is in it. */
  participantId: string;
  /** It may be changed and ended from here, and others invited. */
  owner: boolean;
  startedAt: number;
  /** A guest speaks and hears one language; null: as chosen in `ui.language`. */
  guestLanguage: string | null;
}

/** What of a session outlives the page that was in it. */
export interface KeptPlace {
  session: CurrentSession;
  joinLink: SessionState['joinLink'];
  /** It was not only opened, but spoken in. */
  begun: boolean;
}

export interface SessionState {
  currentSession: CurrentSession | null;
  status: SessionStatus;
  connection: ConversationState | null;
  transcript: TranscriptState;
  metrics: SessionMetrics;
  joinLink: { url: string; expiresAt: number } | null;
  participants: Attendee[];
  /** What was identified when nothing was chosen. */
  identifiedLanguage: string | null;
  /** There is no microphone: one hears and reads the others. */
  listensOnly: boolean;
  /** Why it could not begin or go on. */
  failure: Failure | null;
}

export const NO_TRANSCRIPT: TranscriptState = { lines: [], voices: {}, names: {} };

export const initialSession: SessionState = {
  currentSession: null,
  status: 'idle',
  connection: null,
  transcript: NO_TRANSCRIPT,
  metrics: NO_METRICS,
  joinLink: null,
  participants: [],
  identifiedLanguage: null,
  listensOnly: false,
  failure: null,
};

export const sessionSlice = createSlice({
  name: 'session',
  initialState: initialSession,
  reducers: {
    sessionOpened(_state, { payload }: PayloadAction<CurrentSession>) {
      return { ...initialSession, currentSession: payload };
    },
    /** The page was loaded again in mid-conversation: one may go on where it was left. */
    placeRestored(_state, { payload }: PayloadAction<KeptPlace>) {
      const { session, joinLink, begun } = payload;
      return { ...initialSession, currentSession: session, joinLink, status: begun ? 'paused' : 'idle' };
    },
    statusChanged(state, { payload }: PayloadAction<SessionStatus>) {
      state.status = payload;
      state.failure = null;
    },
    connectionChanged(state, { payload }: PayloadAction<ConversationState>) {
      state.connection = payload;
      if (payload.name === 'live' && payload.resumed) {
        state.metrics.reconnections += 1;
      }
    },
    /** The whole transcript as it is now: it is worked out outside, where no draft slows it down. */
    transcriptChanged(state, { payload }: PayloadAction<TranscriptState>) {
      return { ...(original(state) ?? state), transcript: payload };
    },
    latencyMeasured(state, { payload }: PayloadAction<SegmentLatency>) {
      const now = original(state) ?? state;
      return { ...now, metrics: withLatency(now.metrics, payload) };
    },
    speechLost(state, { payload }: PayloadAction<{ at: number; lostMs: number }>) {
      state.metrics.losses.push(payload);
    },
    invited(state, { payload }: PayloadAction<{ url: string; expiresAt: number }>) {
      state.joinLink = payload;
    },
    participantsChanged(state, { payload }: PayloadAction<Attendee[]>) {
      if (JSON.stringify(original(state)?.participants) !== JSON.stringify(payload)) {
        state.participants = payload;
      }
    },
    guestLanguageChosen(state, { payload }: PayloadAction<string>) {
      if (state.currentSession !== null) {
        state.currentSession.guestLanguage = payload;
      }
    },
    languageIdentified(state, { payload }: PayloadAction<string>) {
      state.identifiedLanguage = payload;
    },
    listensOnlyChanged(state, { payload }: PayloadAction<boolean>) {
      state.listensOnly = payload;
    },
    sessionFailed(state, { payload }: PayloadAction<Failure>) {
      state.failure = payload;
      state.status = state.currentSession === null ? 'idle' : 'ended';
    },
    /** One goes on listening, and may speak again with a press. */
    microphoneLost(state, { payload }: PayloadAction<Failure>) {
      state.failure = payload;
      state.status = 'paused';
    },
    sessionForgotten() {
      return initialSession;
    },
  },
});

export const {
  sessionOpened,
  placeRestored,
  statusChanged,
  connectionChanged,
  transcriptChanged,
  latencyMeasured,
  speechLost,
  invited,
  participantsChanged,
  guestLanguageChosen,
  languageIdentified,
  listensOnlyChanged,
  sessionFailed,
  microphoneLost,
  sessionForgotten,
} = sessionSlice.actions;
