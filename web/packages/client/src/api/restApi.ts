import type { components, operations } from '../generated/api';
import type { Admission, ApiError } from '../protocol/types';
import { ApiFailure } from './apiFailure';

type Schemas = components['schemas'];
type Answer<O extends keyof operations, S extends number> = operations[O] extends {
  responses: Record<S, { content: { 'application/json': infer Body } }>;
}
  ? Body
  : never;

export type TranscriptFormat = 'json' | 'srt' | 'vtt' | 'txt';

/** Lets somebody take part who has no account; its `invitation`, "uvi_…", goes into the fragment of a link. */
export type Invitation = Schemas['Invitation'];

/** How somebody without an account was let in; `guestToken`, "uvg_…", is a bearer token for {@link RestApi.comeBack}. */
export type GuestAdmission = Schemas['GuestAdmission'];

/** How one signs in here: what is not offered is left out. */
export type AuthOptions = Schemas['SignInOptions'];

export interface RestApiOptions {
  /** Base of the api, such as "http://127.0.0.1:8080"; empty: where the page came from. */
  base?: string;
  /** The token to prove oneself with, asked for with every request; undefined: none. */
  token?: () => string | undefined;
  fetch?: typeof globalThis.fetch;
}

interface Request {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  json?: unknown;
}

/** No gateway takes longer: it answers TIMEOUT after ten seconds itself. */
const ANSWER_WITHIN_MS = 15_000;

/** The part of the REST API that a conversation needs. Everything rejects with an {@link ApiFailure}. */
export class RestApi {
  private readonly base: string;
  private readonly token: () => string | undefined;
  private readonly fetch: typeof globalThis.fetch;

  constructor({ base = '', token = () => undefined, fetch = globalThis.fetch }: RestApiOptions = {}) {
    this.base = base.replace(/\/$/, '');
    this.token = token;
    // Called as a method of ours it would be refused as "illegal invocation".
    this.fetch = (input, init) => fetch(input, init);
  }

  /** Opens a session with its first participant. */
  createSession(wanted: Schemas['NewSession'] = {}): Promise<Schemas['OpenedSession']> {
    return this.json<Schemas['OpenedSession']>('/v1/sessions', { method: 'POST', json: wanted });
  }

  session(sessionId: string): Promise<Schemas['Session']> {
    return this.json(`/v1/sessions/${encodeURIComponent(sessionId)}`);
  }

  /** Ends it for everybody. */
  endSession(sessionId: string): Promise<Schemas['SessionSummary']> {
    return this.json(`/v1/sessions/${encodeURIComponent(sessionId)}`, { method: 'DELETE' });
  }

  /** Lets another participant in. */
  ticket(sessionId: string, wanted: Schemas['NewTicket']): Promise<Admission> {
    return this.json(`/v1/sessions/${encodeURIComponent(sessionId)}/tickets`, { method: 'POST', json: wanted });
  }

  /** A new ticket of the same participant: what `readmit` of a conversation asks for. */
  comeBack({ sessionId, participantId }: Pick<Admission, 'sessionId' | 'participantId'>): Promise<Admission> {
    return this.ticket(sessionId, { participantId });
  }

  /** Calls somebody in a session otherwise, oneself or, as its owner, anybody; the others are told. */
  rename({ sessionId, participantId }: Pick<Admission, 'sessionId' | 'participantId'>, participantName: string): Promise<Schemas['NamedParticipant']> {
    const path = `/v1/sessions/${encodeURIComponent(sessionId)}/participants/${encodeURIComponent(participantId)}`;
    return this.json(path, { method: 'PATCH', json: { participantName } });
  }

  /** Deletes everything that is kept of a session that has ended. */
  async deleteHistory(sessionId: string): Promise<void> {
    await this.answer(`/v1/sessions/${encodeURIComponent(sessionId)}/history`, { method: 'DELETE' });
  }

  /** Makes a link with which somebody may join who has no account. */
  invite(sessionId: string): Promise<Invitation> {
    return this.json(`/v1/sessions/${encodeURIComponent(sessionId)}/invitations`, { method: 'POST', json: {} });
  }

  /** Joins by an invitation; needs no token. */
  joinAsGuest(invitation: string, participantName: string): Promise<GuestAdmission> {
    return this.json('/v1/guests', { method: 'POST', json: { invitation, participantName } });
  }

  /** What was said, as a file; in one language where `language` says which (not with json). */
  async transcript(sessionId: string, format: TranscriptFormat, language?: string): Promise<Blob> {
    const query = new URLSearchParams({ format, ...(language === undefined ? {} : { language }) });
    const answer = await this.answer(`/v1/sessions/${encodeURIComponent(sessionId)}/transcript?${query}`, {});
    return answer.blob();
  }

  languages(): Promise<Answer<'listLanguages', 200>> {
    return this.json('/v1/languages');
  }

  languagePairs(): Promise<Answer<'listLanguagePairs', 200>> {
    return this.json('/v1/languages/pairs');
  }

  me(): Promise<Schemas['Me']> {
    return this.json('/v1/users/me');
  }

  authOptions(): Promise<AuthOptions> {
    return this.json('/v1/auth/options');
  }

  private async json<T>(path: string, request: Request = {}): Promise<T> {
    const answer = await this.answer(path, request);
    return (await answer.json().catch((cause: unknown) => {
      throw noGateway(answer.status, cause);
    })) as T;
  }

  private async answer(path: string, { method = 'GET', json }: Request): Promise<Response> {
    const token = this.token();
    const headers: Record<string, string> = {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const answer = await this.fetch(this.base + path, {
      method,
      headers,
      ...body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch((cause: unknown) => {
      throw nobody(cause);
    });
    if (!answer.ok) {
      throw await failureOf(answer);
    }
    return answer;
  }
}

function nobody(cause: unknown): ApiFailure {
  return new ApiFailure('NO_ANSWER', 'The server does not answer.', 'Check your connection and try again.', 0, undefined, {
    cause,
  });
}

/** Something between us and the gateway answered, such as a proxy that has lost it. */
function noGateway(status: number, cause?: unknown): ApiFailure {
  return new ApiFailure('NO_ANSWER', `The server answered with ${status} and nothing else.`, 'Try again in a moment.', status, undefined, {
    cause,
  });
}

async function failureOf(answer: Response): Promise<ApiFailure> {
  const told = (await answer.json().catch(() => undefined)) as Partial<ApiError> | undefined;
  if (typeof told?.code !== 'string' || typeof told.message !== 'string') {
    return noGateway(answer.status);
  }
  const header = Number(answer.headers.get('Retry-After') ?? undefined);
  const retryAfter = told.retryAfter ?? (Number.isFinite(header) ? header : undefined);
  return new ApiFailure(told.code, told.message, told.suggestion ?? '', answer.status, retryAfter);
}
