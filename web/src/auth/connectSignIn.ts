import { api } from '../api/api';
import type { Store } from '../store/store';
import { signedIn, signedOut, tokenExpired, userKnown } from '../store/auth';
import { proveBy } from './proof';
import { SignIn, type Surroundings } from './signIn';

/** The sign-in, and who wants to know when it changes. */
export interface ConnectedSignIn {
  signIn: SignIn;
  subscribe(changed: () => void): () => void;
}

/** Keeps the store as the sign-in is, and lets requests renew what proves them. */
export function connectSignIn(store: Store, browser: Surroundings): ConnectedSignIn {
  const listeners = new Set<() => void>();
  const busy = () => ['connecting', 'active', 'paused'].includes(store.getState().session.status);
  const signIn = new SignIn(browser, (state) => {
    const before = store.getState().auth;
    if (state.status === 'signedOut') {
      store.dispatch(signedOut(state.failure === 'expired' ? { code: 'TOKEN_EXPIRED' } : undefined));
      // What the last person saw is not for the next one.
      store.dispatch(api.util.resetApiState());
    } else if (state.status === 'signedIn' && state.failure) {
      store.dispatch(tokenExpired());
    } else if (state.status === 'signedIn') {
      store.dispatch(signedIn({ token: state.token, ...(state.expiresAt !== undefined && { expiresAt: state.expiresAt }) }));
      if (before.user === null) {
        void learnUser(store);
      }
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

async function learnUser({ dispatch }: Store): Promise<void> {
  const answer = await dispatch(api.endpoints.me.initiate(undefined, { forceRefetch: true, subscribe: false }));
  if (answer.data) {
    dispatch(userKnown({ user: answer.data, permissions: answer.data.permissions }));
  }
}
