import { combineSlices, configureStore } from '@reduxjs/toolkit';
import { api } from '../api/api';
import { audioSlice, initialAudio } from './audio';
import { authSlice } from './auth';
import { keepPreferences, preferencesOf, readPreferences, settingsOfNext, type Preferences } from './preferences';
import { sessionSlice } from './session';
import { initialUi, settingsChanged, uiSlice } from './ui';

const reducer = combineSlices(authSlice, sessionSlice, audioSlice, uiSlice, api);

export type RootState = ReturnType<typeof reducer>;

/**
 * The page's store.
 *
 * @param storage where preferences stay from visit to visit; absent: they do not
 * @param preloaded for tests: what to begin with instead
 */
export function makeStore(storage?: Pick<Storage, 'getItem' | 'setItem'>, preloaded?: Partial<RootState>) {
  const { language, settings, person: last, ...audio } = readPreferences(storage);
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
  let person = last;
  store.subscribe(() => {
    const { auth } = store.getState();
    const next = settingsOfNext(storage, person, auth);
    if (next) {
      person = next.person;
      store.dispatch(settingsChanged(next.settings));
    }
    const now = preferencesOf(store.getState());
    // Levels and captions change the store many times a second; storage is written only when a choice did.
    if (next || Object.entries(now).some(([name, value]) => kept[name as keyof Preferences] !== value)) {
      kept = now;
      keepPreferences(storage, now, auth.status === 'guest' ? undefined : person);
    }
  });
  return store;
}

export type Store = ReturnType<typeof makeStore>;
export type Dispatch = Store['dispatch'];
