import { api } from '../api/api';
import { userKnown } from '../store/auth';
import { notified, settingsChanged } from '../store/ui';
import type { Store } from '../store/store';
import { mayBeOffered } from './permissions';
import { retryInMs } from './refreshTime';
import { againIn, type Surroundings } from './surroundings';

/**
 * Asks who is signed in and what they may do, again and again until there is an answer: without one nothing is offered.
 *
 * @returns what stops it; what is answered afterwards is of somebody who is gone
 */
export function learnUser(store: Store, browser: Pick<Surroundings, 'later' | 'onOnline'>): () => void {
  let stopped = false;
  let cancelNext = () => {};
  const ask = async (attempt: number): Promise<void> => {
    const { data, error } = await store.dispatch(api.endpoints.me.initiate(undefined, { forceRefetch: true, subscribe: false }));
    if (stopped) {
      return;
    }
    if (data) {
      store.dispatch(userKnown({ user: data, permissions: data.permissions }));
      await dropForeignGlossary(store, () => stopped);
    } else if (error) {
      cancelNext = againIn(browser, retryInMs(attempt), () => void ask(attempt + 1));
    }
  };
  void ask(1);
  return () => {
    stopped = true;
    cancelNext();
  };
}

/** A glossary that was chosen once may be deleted since, or be another person's: no session opens with it. */
async function dropForeignGlossary(store: Store, isStopped: () => boolean): Promise<void> {
  const { auth, ui } = store.getState();
  if (ui.settings.glossary === '' || !mayBeOffered(auth.permissions, 'glossaries')) {
    return;
  }
  const { data } = await store.dispatch(api.endpoints.glossaries.initiate(undefined, { subscribe: false }));
  const { glossary } = store.getState().ui.settings;
  if (!isStopped() && data && glossary !== '' && !data.glossaries.includes(glossary)) {
    store.dispatch(settingsChanged({ glossary: '' }));
    store.dispatch(notified({ severity: 'warning', about: 'glossary', text: { key: 'conversation:glossaryGone', values: { glossary } } }));
  }
}
