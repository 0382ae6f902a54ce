import { combineSlices, configureStore } from '@reduxjs/toolkit';
import { api } from '../api/api';
import { audioSlice, initialAudio } from './audio';
import { authSlice } from './auth';
import { keepPreferences, preferencesOf, readPreferences, type Preferences } from './preferences';
import { sessionSlice } from './session';
import { initialUi, uiSlice } from './ui';

const reducer = combineSlices(authSlice, sessionSlice, audioSlice, uiSlice, api);

export type RootState = ReturnType<typeof reducer>;

/**
 * The page's store.
 *
 * @param storage where preferences stay from visit to visit; absent: they do not
 * @param preloaded for tests: what to begin with instead
 */
export function makeStore(storage?: Pick<Storage, 'getItem' | 'setItem'>, preloaded?: Partial<RootState>) {
  const { language, settings, ...audio } = readPreferences(storage);
  const store = configureStore({
    reducer,
    preloadedState: { ui: { ...initialUi, language, settings }, audio: { ...initialAudio, ...audio }, ...preloaded },
    middleware: (defaults) =>
      defaults({
        // A long transcript walked through at every caption would be what slows the page down in development.
        immutableCheck: { ignoredPaths: ['session.transcript', 'session.metrics'] },
        serializableCheck: { ignoredPaths: ['session.transcript', 'session.metrics'] },
      }).concat(api.middleware),
  });
  let kept = preferencesOf(store.getState());
  store.subscribe(() => {
    const now = preferencesOf(store.getState());
    // Levels and captions change the store many times a second; storage is written only when a choice did.
    if (Object.entries(now).some(([name, value]) => kept[name as keyof Preferences] !== value)) {
      kept = now;
      keepPreferences(storage, now);
    }
  });
  return store;
}

export type Store = ReturnType<typeof makeStore>;
export type Dispatch = Store['dispatch'];
