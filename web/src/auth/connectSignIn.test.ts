import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeServer } from '../screens/testing/FakeServer';
import { sessionOpened } from '../store/session';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { connectSignIn } from './connectSignIn';
import { proveBy } from './proof';
import type { Surroundings } from './surroundings';

const ME = (userId: string, ...permissions: string[]) => ({ userId, roles: ['USER'], permissions });
const OPENED = { sessionId: 's1', participantId: 'a', owner: true, startedAt: 1, guestLanguage: null };

/** A page whose waits end and whose network comes back when the test says so. */
function page(server: FakeServer, storage = new Map<string, string>()) {
  vi.stubGlobal('fetch', server.fetch);
  const waits: { ms: number; run: () => void }[] = [];
  const online = new Set<() => void>();
  const browser: Surroundings = {
    address: () => new URL('http://127.0.0.1:8080/'),
    rewrite: () => {},
    go: () => {},
    openTab: () => {},
    closeTab: () => {},
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    tabs: { tell: () => {}, listen: () => {}, alone: (work) => work() },
    fetch: server.fetch,
    now: () => 0,
    later: (ms, run) => {
      const wait = { ms, run };
      waits.push(wait);
      return () => void (waits.includes(wait) && waits.splice(waits.indexOf(wait), 1));
    },
    onOnline: (run) => {
      online.add(run);
      return () => online.delete(run);
    },
    ways: async () => ({ token: true }),
  };
  const store = makeStore();
  const { signIn } = connectSignIn(store, browser);
  return { store, signIn, waits, storage, comesOnline: () => [...online].forEach((run) => run()) };
}

const learnt = (store: ReturnType<typeof makeStore>) => () => expect(store.getState().auth.user).not.toBeNull();

afterEach(() => {
  proveBy(undefined);
  vi.unstubAllGlobals();
});

describe('Who is signed in', () => {
  it('is asked again, each time later, until there is an answer', async () => {
    const server = new FakeServer().refuses('GET /v1/users/me', 503, 'SERVICE_UNAVAILABLE');
    const { store, signIn, waits } = page(server);
    signIn.useToken('of-ana');
    await vi.waitFor(() => expect(waits.map(({ ms }) => ms)).toEqual([5_000]));
    waits[0]?.run();
    await vi.waitFor(() => expect(waits.map(({ ms }) => ms)).toEqual([10_000]));
    server.answers('GET /v1/users/me', { json: ME('ana', 'sessions:create') });
    waits[0]?.run();
    await vi.waitFor(learnt(store));
    expect(store.getState().auth.permissions).toEqual(['sessions:create']);
    expect(waits).toEqual([]);
  });

  it('is asked again at once when there is a network again, and once only', async () => {
    const server = new FakeServer().refuses('GET /v1/users/me', 502, 'SERVICE_UNAVAILABLE');
    const { store, signIn, waits, comesOnline } = page(server);
    signIn.useToken('of-ana');
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    server.answers('GET /v1/users/me', { json: ME('ana') });
    comesOnline();
    comesOnline();
    await vi.waitFor(learnt(store));
    expect(server.to('GET /v1/users/me')).toHaveLength(2);
  });

  it('is not asked about any more after sign-out', async () => {
    const server = new FakeServer().refuses('GET /v1/users/me', 503, 'SERVICE_UNAVAILABLE');
    const { store, signIn, waits } = page(server);
    signIn.useToken('of-ana');
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    await signIn.signOut();
    expect(waits).toEqual([]);
    expect(store.getState().auth).toMatchObject({ status: 'signedOut', user: null });
  });

  it('is learnt anew, with nothing of the last person left, when somebody else comes', async () => {
    const server = new FakeServer().answers('GET /v1/users/me', ({ headers }) => ({
      json: headers.get('Authorization') === 'Bearer of-ana' ? ME('ana', 'sessions:record') : ME('bruno'),
    }));
    const { store, signIn } = page(server);
    signIn.useToken('of-ana');
    await vi.waitFor(learnt(store));
    store.dispatch(sessionOpened(OPENED));
    signIn.useToken('of-bruno');
    expect(store.getState().auth).toMatchObject({ token: 'of-bruno', user: null, permissions: [] });
    expect(store.getState().session.currentSession).toBeNull();
    await vi.waitFor(learnt(store));
    expect(store.getState().auth).toMatchObject({ user: { userId: 'bruno' }, permissions: [] });
  });

  it('does not find the conversation of whoever was in this tab before the page was loaded again', async () => {
    const server = new FakeServer().answers('GET /v1/users/me', { json: ME('ana') });
    const before = page(server);
    before.signIn.useToken('of-ana');
    for (const [token, expected] of [['of-ana', OPENED], ['of-bruno', null]] as const) {
      const after = page(server, before.storage);
      after.store.dispatch(sessionOpened(OPENED));
      after.signIn.useToken(token);
      expect(after.store.getState().session.currentSession).toEqual(expected);
    }
  });
});

describe('A glossary that is not the person’s', () => {
  it('is dropped, and that is told once', async () => {
    const server = new FakeServer()
      .answers('GET /v1/users/me', { json: ME('ana', 'glossaries:read:own') })
      .answers('GET /v1/glossaries', { json: { glossaries: ['law'] } });
    const { store, signIn } = page(server);
    store.dispatch(settingsChanged({ glossary: 'med' }));
    signIn.useToken('of-ana');
    await vi.waitFor(() => expect(store.getState().ui.settings.glossary).toBe(''));
    expect(store.getState().ui.notifications.map(({ text }) => text)).toEqual([{ key: 'conversation:glossaryGone', values: { glossary: 'med' } }]);
  });
});
