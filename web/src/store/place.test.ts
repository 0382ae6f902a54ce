import { beforeEach, describe, expect, it } from 'vitest';
import { admittedAsGuest, signedIn, signedOut, userKnown } from './auth';
import { keepPlace } from './place';
import { invited, sessionFailed, sessionOpened, statusChanged } from './session';
import { makeStore } from './store';
import { settingsChanged } from './ui';

const session = { sessionId: 's', participantId: 'a', owner: true, startedAt: 1, guestLanguage: null };

let items: Map<string, string>;
/** The invitation of the page that was loaded last. */
let holds: string | undefined;

/** A page in the tab, as one that was loaded just now. */
function page(invitation?: string, forGuests = invitation !== undefined, preferences?: Pick<Storage, 'getItem' | 'setItem'>) {
  const store = makeStore(preferences);
  holds = keepPlace(
    store,
    {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    },
    invitation,
    forGuests,
  );
  return store;
}

beforeEach(() => {
  items = new Map();
});

describe('the place in a conversation', () => {
  it('is there again after a reload, with a press to go on', () => {
    const before = page();
    before.dispatch(signedIn({ token: 'secret' }));
    before.dispatch(sessionOpened(session));
    before.dispatch(statusChanged('active'));
    const { session: restored, auth } = page().getState();
    expect(restored).toMatchObject({ currentSession: session, status: 'paused' });
    expect(auth.token).toBeNull();
    expect([...items.values()].join()).not.toContain('secret');
  });

  it('is there with its link where nobody has spoken yet', () => {
    const before = page();
    before.dispatch(sessionOpened(session));
    before.dispatch(invited({ url: 'https://here/join#uvi_1', expiresAt: 9 }));
    expect(page().getState().session).toMatchObject({ status: 'idle', joinLink: { url: 'https://here/join#uvi_1' } });
  });

  it('is a guest’s too, at the invitation and without it, but not at another one', () => {
    const before = page('uvi_1');
    before.dispatch(admittedAsGuest({ token: 'uvg_1' }));
    before.dispatch(sessionOpened({ ...session, owner: false, guestLanguage: 'pt' }));
    before.dispatch(statusChanged('active'));
    expect(page('uvi_1').getState().auth).toMatchObject({ status: 'guest', token: 'uvg_1' });
    expect(page().getState().session.currentSession?.guestLanguage).toBe('pt');
    expect(holds).toBe('uvi_1');
    expect(page('uvi_2').getState().auth.status).toBe('unknown');
    expect(holds).toBe('uvi_2');
  });

  it.each([
    ['ended', statusChanged('ended')],
    ['is over for everybody', sessionFailed({ code: 'SESSION_OVER' })],
    ['went on elsewhere', sessionFailed({ code: 'REPLACED' })],
  ])('leaves a guest their invitation when it %s, and nothing else', (_how, act) => {
    const before = page('uvi_1');
    before.dispatch(admittedAsGuest({ token: 'uvg_1' }));
    before.dispatch(sessionOpened({ ...session, owner: false }));
    before.dispatch(act);
    expect([...items.values()]).toEqual(['{"invitation":"uvi_1"}']);
    const { auth, session: none } = page(undefined, true).getState();
    expect([auth.status, none.currentSession, holds]).toEqual(['unknown', null, 'uvi_1']);
  });

  it('has the guest’s name again, and leaves that of whoever signed in here last', () => {
    const kept = new Map<string, string>();
    const preferences = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    const ana = makeStore(preferences);
    ana.dispatch(signedIn({ token: 'a' }));
    ana.dispatch(userKnown({ user: { userId: 'ana', roles: [], permissions: [] }, permissions: [] }));
    ana.dispatch(settingsChanged({ participantName: 'Ana' }));
    const before = page('uvi_1', true, preferences);
    before.dispatch(admittedAsGuest({ token: 'uvg_1' }));
    before.dispatch(sessionOpened({ ...session, owner: false }));
    before.dispatch(settingsChanged({ participantName: 'Bruno' }));
    expect(page(undefined, true, preferences).getState().ui.settings.participantName).toBe('Bruno');
    expect(makeStore(preferences).getState().ui.settings.participantName).toBe('Ana');
  });

  it('is still to be taken where the invitation left the address before', () => {
    page('uvi_1');
    page(undefined, true);
    expect(holds).toBe('uvi_1');
  });

  it('is of nobody who was invited on the page for those with an account', () => {
    page('uvi_1');
    page();
    expect([holds, items.size]).toEqual([undefined, 0]);
  });

  it('is left alone by an invitation that somebody with an account opens', () => {
    page().dispatch(sessionOpened(session));
    expect(page('uvi_2').getState().session.currentSession).toBeNull();
  });

  it.each([
    ['ended', statusChanged('ended')],
    ['is over for everybody', sessionFailed({ code: 'SESSION_OVER' })],
    ['went on elsewhere', sessionFailed({ code: 'REPLACED' })],
    ['was left by signing out', signedOut()],
  ])('is gone when it %s', (_how, act) => {
    const before = page();
    before.dispatch(sessionOpened(session));
    before.dispatch(act);
    expect(items.size).toBe(0);
    expect(page().getState().session.currentSession).toBeNull();
  });

  it('stays where only the microphone or the sign-in failed', () => {
    const before = page();
    before.dispatch(sessionOpened(session));
    before.dispatch(sessionFailed({ code: 'MICROPHONE_DENIED' }));
    before.dispatch(signedOut({ code: 'TOKEN_EXPIRED' }));
    expect(page().getState().session).toMatchObject({ currentSession: session, status: 'paused' });
  });

  it.each(['no json', '7', '{}', '{"session":{}}'])('is nowhere where %s was kept', (text) => {
    items.set('univoice.place.1', text);
    expect(page().getState().session.currentSession).toBeNull();
  });
});
