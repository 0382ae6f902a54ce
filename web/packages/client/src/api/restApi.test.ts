import { describe, expect, it } from 'vitest';
import { ApiFailure } from './apiFailure';
import { RestApi } from './restApi';

interface Asked {
  url: string;
  method: string | undefined;
  headers: Record<string, string>;
  body: unknown;
}

function apiThatAnswers(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const api = new RestApi({
    base: 'http://gateway/',
    token: () => 'secret',
    fetch: (input, init) => {
      const headers = init?.headers as Record<string, string>;
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      asked.push({ url: String(input), method: init?.method, headers, body });
      return Promise.resolve().then(answer);
    },
  });
  return { api, asked };
}

const failure = (made: Promise<unknown>): Promise<ApiFailure> =>
  made.then(
    () => Promise.reject(new Error('it did not fail')),
    (thrown: unknown) => thrown as ApiFailure,
  );

describe('the api', () => {
  it('asks with the token and tells what it wants', async () => {
    const { api, asked } = apiThatAnswers(() => Response.json({ sessionId: 's', ticket: 't' }, { status: 201 }));

    expect(await api.createSession({ participantName: 'Ana' })).toMatchObject({ ticket: 't' });
    await api.comeBack({ sessionId: 's/1', participantId: 'p' });
    expect(asked).toEqual([
      {
        url: 'http://gateway/v1/sessions',
        method: 'POST',
        headers: { Authorization: 'Bearer secret', 'Content-Type': 'application/json' },
        body: { participantName: 'Ana' },
      },
      {
        url: 'http://gateway/v1/sessions/s%2F1/tickets',
        method: 'POST',
        headers: { Authorization: 'Bearer secret', 'Content-Type': 'application/json' },
        body: { participantId: 'p' },
      },
    ]);
  });

  it('calls somebody otherwise, and forgets a session', async () => {
    const { api, asked } = apiThatAnswers(() => Response.json({ participantName: 'Ana' }));

    expect(await api.rename({ sessionId: 's', participantId: 'p/1' }, 'Ana')).toEqual({ participantName: 'Ana' });
    await api.deleteHistory('s');
    expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['PATCH', 'http://gateway/v1/sessions/s/participants/p%2F1', { participantName: 'Ana' }],
      ['DELETE', 'http://gateway/v1/sessions/s/history', undefined],
    ]);
  });

  it('fetches a transcript as a file', async () => {
    const { api, asked } = apiThatAnswers(() => new Response('WEBVTT'));

    expect(await (await api.transcript('s', 'vtt', 'pt')).text()).toBe('WEBVTT');
    expect(asked[0]?.url).toBe('http://gateway/v1/sessions/s/transcript?format=vtt&language=pt');
  });

  it('hands on what the gateway says is wrong, and when to try again', async () => {
    const told = { code: 'THROTTLED', message: 'Too many.', suggestion: 'Wait.', retryAfter: 3 };
    const { api } = apiThatAnswers(() => Response.json(told, { status: 429 }));

    expect(await failure(api.me())).toMatchObject({ ...told, status: 429, offline: false, passes: true });
  });

  it('reads when to try again from the header, too', async () => {
    const told = { code: 'SERVICE_UNAVAILABLE', message: 'Draining.', suggestion: '' };
    const { api } = apiThatAnswers(() => Response.json(told, { status: 503, headers: { 'Retry-After': '5' } }));

    expect(await failure(api.me())).toMatchObject({ retryAfter: 5 });
  });

  it('says so when nobody answers, or something that is no gateway', async () => {
    const away = apiThatAnswers(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failure(away.api.me())).toMatchObject({ code: 'NO_ANSWER', status: 0, offline: true, passes: true });

    const proxy = apiThatAnswers(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await failure(proxy.api.me())).toMatchObject({ code: 'NO_ANSWER', status: 502, offline: false, passes: true });

    const other = apiThatAnswers(() => new Response('<h1>Welcome to the café</h1>'));
    expect(await failure(other.api.me())).toMatchObject({ code: 'NO_ANSWER', status: 200, passes: false });
  });

  it('does not ask again by itself where it was refused for good', async () => {
    const { api } = apiThatAnswers(() => Response.json({ code: 'FORBIDDEN', message: 'No.' }, { status: 403 }));

    expect(await failure(api.invite('s'))).toMatchObject({ code: 'FORBIDDEN', passes: false, suggestion: '' });
    expect(await failure(api.joinAsGuest('uvi_x', 'Bruno'))).toBeInstanceOf(ApiFailure);
  });
});
