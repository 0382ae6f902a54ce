import { api } from '../api/api';
import type { Store } from '../store/store';
import { anotherPerson, signedIn, signedOut, tokenExpired } from '../store/auth';
import { sessionForgotten } from '../store/session';
import { learnUser } from './learnUser';
import { proveBy } from './proof';
import { SignIn } from './signIn';
import type { Surroundings } from './surroundings';

/** The sign-in, and who wants to know when it changes. */
export interface ConnectedSignIn {
  signIn: SignIn;
  subscribe(changed: () => void): () => void;
}

/** Who was here last in this tab, also before the page was loaded again. */
const PERSON = 'univoice.person';

/** Keeps the store as the sign-in is, and lets requests renew what proves them. */
export function connectSignIn(store: Store, browser: Surroundings): ConnectedSignIn {
  const listeners = new Set<() => void>();
  const busy = () => ['connecting', 'active', 'paused'].includes(store.getState().session.status);
  let stopLearning: (() => void) | undefined;
  const forgetUser = () => {
    stopLearning?.();
    stopLearning = undefined;
  };
  const signIn = new SignIn(browser, (state) => {
    if (state.status === 'signedOut') {
      forgetUser();
      store.dispatch(signedOut(state.failure === 'expired' ? { code: 'TOKEN_EXPIRED' } : undefined));
      // What the last person saw is not for the next one.
      store.dispatch(api.util.resetApiState());
      if (!state.failure) {
        browser.storage.removeItem(PERSON);
      }
    } else if (state.status === 'signedIn' && state.failure) {
      store.dispatch(tokenExpired());
    } else if (state.status === 'signedIn') {
      const isAnother = becomes(browser.storage, state.person);
      if (isAnother) {
        forgetUser();
        store.dispatch(anotherPerson());
      }
      store.dispatch(signedIn({ token: state.token, ...(state.expiresAt !== undefined && { expiresAt: state.expiresAt }) }));
      if (isAnother) {
        store.dispatch(api.util.resetApiState());
        store.dispatch(sessionForgotten());
      }
      stopLearning ??= learnUser(store, browser);
    }
    listeners.forEach((changed) => changed());
  });
  proveBy({ token: () => signIn.token(), rejected: (token) => signIn.rejected(token, busy()) });
  return {
    signIn,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** @returns whether somebody else was here before; who came first is nobody else */
function becomes(storage: Surroundings['storage'], person = ''): boolean {
  const before = storage.getItem(PERSON);
  storage.setItem(PERSON, person);
  return before !== null && before !== person;
}
