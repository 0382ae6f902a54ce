import { ApiFailure } from '../api/apiFailure';
import type { ApiError, ClientMessage, ServerMessage } from '../protocol/types';
import type { Ending } from './types';

/** What to do after a try that failed: end, or try again, not before the gateway said. */
export type Outcome = { kind: 'ended'; why: Ending } | { kind: 'again'; notBeforeMs: number; why?: Ending };

const CONFIGURE: ClientMessage['action'] = 'session.configure';

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

/** Whether it answers a change of wishes: errors about audio, or about anything else, may come in between. */
export function isAboutWishes({ details }: Extract<ServerMessage, { type: 'error' }>): boolean {
  return details?.action === CONFIGURE;
}
