import { describe, expect, it } from 'vitest';
import { admittedAsGuest, signedIn, signedOut, userKnown } from './auth';
import { makeStore, type Store } from './store';
import { settingsChanged } from './ui';

function browser() {
  const items = new Map<string, string>();
  return { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value) };
}

function arrives(store: Store, userId: string) {
  store.dispatch(signedIn({ token: 'proof' }));
  store.dispatch(userKnown({ user: { userId, roles: [], permissions: [] }, permissions: [] }));
}

const CHOSEN = { enableRecording: true, glossary: 'med', vocabulary: ['Ana'], redactPersonalData: true };
const NOTHING = { enableRecording: false, glossary: '', vocabulary: [], redactPersonalData: false };

describe('what somebody chose for their sessions', () => {
  it('is not for the next person at this browser, and is back with its own', () => {
    const store = makeStore(browser());
    arrives(store, 'ana');
    store.dispatch(settingsChanged({ ...CHOSEN, theme: 'dark' }));
    store.dispatch(signedOut());
    expect(store.getState().ui.settings).toMatchObject({ ...NOTHING, theme: 'dark' });
    arrives(store, 'bruno');
    expect(store.getState().ui.settings).toMatchObject(NOTHING);
    store.dispatch(settingsChanged({ qualityMode: 'speed' }));
    store.dispatch(signedOut());
    arrives(store, 'ana');
    expect(store.getState().ui.settings).toMatchObject({ ...CHOSEN, qualityMode: 'balanced' });
  });

  it('gives way as soon as it is known that somebody else came, without a sign-out', () => {
    const kept = browser();
    const first = makeStore(kept);
    arrives(first, 'ana');
    first.dispatch(settingsChanged(CHOSEN));
    const next = makeStore(kept);
    arrives(next, 'bruno');
    expect(next.getState().ui.settings).toMatchObject(NOTHING);
  });

  it('holds from the first moment of the next visit, and stays while the same person’s sign-in expires', () => {
    const kept = browser();
    const first = makeStore(kept);
    arrives(first, 'ana');
    first.dispatch(settingsChanged(CHOSEN));
    const next = makeStore(kept);
    expect(next.getState().ui.settings).toMatchObject(CHOSEN);
    next.dispatch(signedOut({ code: 'TOKEN_EXPIRED' }));
    arrives(next, 'ana');
    expect(next.getState().ui.settings).toMatchObject(CHOSEN);
  });

  it('is theirs also where it was chosen before it was known who they are', () => {
    const kept = browser();
    const store = makeStore(kept);
    store.dispatch(settingsChanged({ redactPersonalData: true }));
    arrives(store, 'ana');
    expect(store.getState().ui.settings.redactPersonalData).toBe(true);
    expect(makeStore(kept).getState().ui.settings.redactPersonalData).toBe(true);
  });

  it('is not changed by a guest at the same browser', () => {
    const kept = browser();
    const first = makeStore(kept);
    arrives(first, 'ana');
    first.dispatch(settingsChanged({ ...CHOSEN, participantName: 'Ana' }));
    const guest = makeStore(kept);
    guest.dispatch(admittedAsGuest({ token: 'uvg_1' }));
    guest.dispatch(settingsChanged({ participantName: 'Bruno' }));
    expect(makeStore(kept).getState().ui.settings).toMatchObject({ ...CHOSEN, participantName: 'Ana' });
  });

  it('is kept of ten persons, and no more', () => {
    const kept = browser();
    const store = makeStore(kept);
    for (let person = 0; person < 12; person++) {
      arrives(store, `person ${person}`);
      store.dispatch(settingsChanged({ glossary: `of ${person}` }));
      store.dispatch(signedOut());
    }
    const glossaryOf = (person: number) => {
      arrives(store, `person ${person}`);
      return store.getState().ui.settings.glossary;
    };
    expect([glossaryOf(11), glossaryOf(2)]).toEqual(['of 11', 'of 2']);
    expect(kept.getItem('univoice.preferences.1')).not.toContain('of 1"');
  });
});
