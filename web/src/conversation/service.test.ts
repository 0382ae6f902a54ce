import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/api';
import { proveBy } from '../auth/proof';
import { signedIn } from '../store/auth';
import { makeStore } from '../store/store';
import { apiService } from './service';

const ADMISSION = { sessionId: 's1', participantId: 'me', ticket: 'next', expiresAt: 5, mediaUrl: 'ws://127.0.0.1/v1/stream' };

/** A gateway that takes one token alone. */
function gateway(valid: string, asked: string[]) {
  return async (request: Request): Promise<Response> => {
    const token = request.headers.get('Authorization')?.replace('Bearer ', '') ?? '';
    asked.push(`${token}: ${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
    return token === valid
      ? Response.json(ADMISSION, { status: 201 })
      : Response.json({ code: 'TOKEN_EXPIRED', message: 'It ran out.', suggestion: 'Sign in again.' }, { status: 401 });
  };
}

afterEach(() => {
  proveBy(undefined);
  vi.unstubAllGlobals();
});

describe('coming back into a session', () => {
  it('renews a token that ran out meanwhile, and gets the same participant’s ticket with it', async () => {
    const store = makeStore();
    const asked: string[] = [];
    store.dispatch(signedIn({ token: 'old' }));
    proveBy({
      token: async () => store.getState().auth.token ?? undefined,
      rejected: async () => {
        store.dispatch(signedIn({ token: 'new' }));
        return true;
      },
    });
    vi.stubGlobal('fetch', gateway('new', asked));
    expect(await apiService(store).readmit('s1', 'me')).toEqual(ADMISSION);
    expect(asked).toEqual(['old', 'new'].map((token) => `${token}: POST /v1/sessions/s1/tickets {"participantId":"me"}`));
  });

  it('says that the token ran out where it cannot be renewed', async () => {
    const store = makeStore();
    store.dispatch(signedIn({ token: 'old' }));
    proveBy({ token: async () => 'old', rejected: async () => false });
    vi.stubGlobal('fetch', gateway('new', []));
    await expect(apiService(store).readmit('s1', 'me')).rejects.toMatchObject({ code: 'TOKEN_EXPIRED', status: 401 });
  });
});

describe('a gateway that has enough to do', () => {
  it('is full for whoever opens a session, and only busy for whoever changes its settings', async () => {
    const store = makeStore();
    const busy = { code: 'SERVICE_UNAVAILABLE', message: 'Busy.', suggestion: 'Wait.' };
    vi.stubGlobal('fetch', async () => Response.json(busy, { status: 503, headers: { 'Retry-After': '7' } }));
    const opening = apiService(store).open({ sourceLanguage: 'en', targetLanguage: 'pt' });
    await expect(opening).rejects.toMatchObject({ code: 'SERVER_FULL', retryAfter: 7 });
    const changing = store.dispatch(api.endpoints.changeSession.initiate({ session: 's1', change: { recordingEnabled: true } })).unwrap();
    await expect(changing).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 7 });
  });
});
