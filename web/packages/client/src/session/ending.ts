import { ApiFailure } from '../api/apiFailure';
import type { ApiError } from '../protocol/types';
import type { Ending } from './types';

/** What to do after a try that failed: end, or try again, not before the gateway said. */
export type Outcome = { kind: 'ended'; why: Ending } | { kind: 'again'; notBeforeMs: number; why?: Ending };

type Refusal = Pick<ApiError, 'code' | 'message' | 'suggestion' | 'retryAfter'>;

export function refused({ code, message, suggestion, retryAfter }: Refusal): Ending {
  return { reason: 'refused', code, message, suggestion, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

/** Of asking for a new ticket. What is not the gateway's answer is the network's fault, and passes. */
export function afterFailedReadmission(failure: unknown): Outcome {
  if (!(failure instanceof ApiFailure)) {
    return { kind: 'again', notBeforeMs: 0 };
  }
  const { code, message, suggestion, status, retryAfter } = failure;
  if (failure.passes) {
    return { kind: 'again', notBeforeMs: (retryAfter ?? 0) * 1_000 };
  }
  // There is no such session, or participant, any more; or it has ended.
  if (status === 404 || status === 409 || status === 410) {
    return { kind: 'ended', why: { reason: 'over' } };
  }
  const told: Refusal = { code: code as ApiError['code'], message, suggestion };
  return { kind: 'ended', why: refused(retryAfter === undefined ? told : { ...told, retryAfter }) };
}

/** Of session.configure or session.resume. */
export function afterRefusal(error: ApiError): Outcome {
  const why = refused(error);
  return error.retryable
    ? { kind: 'again', notBeforeMs: (error.retryAfter ?? 0) * 1_000, why }
    : { kind: 'ended', why };
}

/** What is said about audio. The format in which it is sent is never changed, so an answer about it is none to a change. */
const ABOUT_AUDIO: ReadonlySet<ApiError['code']> = new Set([
  'INVALID_AUDIO_FORMAT',
  'INSUFFICIENT_AUDIO',
  'RATE_LIMIT_EXCEEDED',
  'THROTTLED',
  'STT_SERVICE_ERROR',
  'TRANSLATION_SERVICE_ERROR',
  'TTS_SERVICE_ERROR',
  'VOICE_PROFILE_ERROR',
]);

/** The fields of `session.configure` that may be changed; how audio is sent never is. */
const WISHED: ReadonlySet<string> = new Set(['speaks', 'hears', 'captions', 'output', 'original', 'ownTranslations']);

/** Whether it answers a change of wishes while live. The field tells, where one is named, else the code. */
export function isAboutWishes({ code, details }: Pick<ApiError, 'code' | 'details'>): boolean {
  const field = details?.field;
  return typeof field === 'string' ? WISHED.has(field.split('.')[0] ?? field) : !ABOUT_AUDIO.has(code);
}
