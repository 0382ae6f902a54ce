import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit';
import type { Captions } from '@univoice/client';
import type { Failure } from '../failures/failure';

export type QualityMode = 'speed' | 'balanced' | 'quality';
export type ThemeChoice = 'system' | 'light' | 'dark';
export type Locale = 'en' | 'es' | 'pt';

export interface Settings {
  autoDetectLanguage: boolean;
  showTranscript: boolean;
  enableRecording: boolean;
  captions: Captions;
  qualityMode: QualityMode;
  /** Name of a glossary; empty: none. */
  glossary: string;
  /** Words that are probable, such as names. */
  vocabulary: string[];
  maskProfanity: boolean;
  redactPersonalData: boolean;
  theme: ThemeChoice;
  /** Null: as the browser is set. */
  locale: Locale | null;
  /** As the others see one; empty: not said yet. */
  participantName: string;
}

/** Something to be shown for a while: a failure, a notice, or a text of the page by its key ("namespace:key"). */
export interface Notification {
  id: string;
  severity: 'info' | 'success' | 'warning' | 'error';
  failure?: Failure;
  /** What the server tells while the conversation goes on, in its own words. */
  notice?: { code: string; message: string; suggestion: string };
  text?: { key: string; values?: Record<string, string | number> };
  /** What this is about: a newer one about the same takes its place. */
  about?: string;
}

export interface UiState {
  /** BCP 47 tags; what is spoken, and what is heard. */
  language: { source: string; target: string };
  settings: Settings;
  notifications: Notification[];
}

export const initialUi: UiState = {
  language: { source: 'en', target: 'pt' },
  settings: {
    autoDetectLanguage: false,
    showTranscript: true,
    enableRecording: false,
    captions: 'all',
    qualityMode: 'balanced',
    glossary: '',
    vocabulary: [],
    maskProfanity: false,
    redactPersonalData: false,
    theme: 'system',
    locale: null,
    participantName: '',
  },
  notifications: [],
};

/** More would cover the page; the oldest goes. */
const MOST_NOTIFICATIONS = 4;

export const uiSlice = createSlice({
  name: 'ui',
  initialState: initialUi,
  reducers: {
    sourceChosen(state, { payload }: PayloadAction<string>) {
      if (payload === state.language.target) {
        state.language.target = state.language.source;
      }
      state.language.source = payload;
    },
    targetChosen(state, { payload }: PayloadAction<string>) {
      if (payload === state.language.source) {
        state.language.source = state.language.target;
      }
      state.language.target = payload;
    },
    /** As it is, also both the same: a guest speaks and hears one language. */
    languagesSet(state, { payload }: PayloadAction<{ source: string; target: string }>) {
      state.language = payload;
    },
    languagesSwapped(state) {
      state.language = { source: state.language.target, target: state.language.source };
    },
    settingsChanged(state, { payload }: PayloadAction<Partial<Settings>>) {
      Object.assign(state.settings, payload);
    },
    notified: {
      prepare: (notification: Omit<Notification, 'id'>) => ({ payload: { id: nanoid(), ...notification } }),
      reducer(state, { payload }: PayloadAction<Notification>) {
        const others = state.notifications.filter((each) => payload.about === undefined || each.about !== payload.about);
        state.notifications = [...others, payload].slice(-MOST_NOTIFICATIONS);
      },
    },
    allDismissed(state) {
      state.notifications = [];
    },
    /** By its id, or all about one thing. */
    dismissed(state, { payload }: PayloadAction<{ id: string } | { about: string }>) {
      state.notifications = state.notifications.filter((each) => ('id' in payload ? each.id !== payload.id : each.about !== payload.about));
    },
  },
});

export const { sourceChosen, targetChosen, languagesSet, languagesSwapped, settingsChanged, notified, dismissed, allDismissed } = uiSlice.actions;
