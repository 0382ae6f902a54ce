import type { Failure } from './failure';

/** What is known of an answer that was not a good one; no status: there was no answer at all. */
export interface RefusedAnswer {
  status?: number | undefined;
  body?: unknown;
  /** Seconds, from the header. */
  retryAfter?: number | undefined;
  /** It was asked to open a session or to come into one. */
  enters?: boolean | undefined;
}

/** Sessions or places in them are used up. */
const NO_ROOM = ['SERVICE_UNAVAILABLE', 'QUOTA_EXCEEDED'];

/**
 * The one place where answers of the API become failures. A proxy in between may answer without the API's own body:
 * then the status alone has to do.
 */
export function failureOf({ status, body, retryAfter, enters = false }: RefusedAnswer): Failure {
  if (status === undefined) {
    return { code: 'OFFLINE' };
  }
  const error = isError(body) ? body : undefined;
  const code = error?.code ?? codeOf(status);
  const wait = error?.retryAfter ?? retryAfter;
  return {
    code: status === 401 ? 'TOKEN_EXPIRED' : wait === undefined ? code : waitingCode(code, status, enters),
    status,
    ...(error && { message: error.message }),
    ...(error?.suggestion !== undefined && { suggestion: error.suggestion }),
    ...(error?.details !== undefined && { details: error.details }),
    ...(wait !== undefined && { retryAfter: wait }),
  };
}

/** Who is told how long to wait came too late for a place, or asked too often; for everything else its own code is right. */
function waitingCode(code: string, status: number, enters: boolean): string {
  if (enters && NO_ROOM.includes(code)) {
    return 'SERVER_FULL';
  }
  return status === 429 ? 'RATE_LIMITED' : code;
}

function codeOf(status: number): string {
  switch (status) {
    case 403:
      return 'FORBIDDEN';
    case 404:
      return 'RESOURCE_NOT_FOUND';
    case 429:
      return 'THROTTLED';
    case 502:
    case 503:
      return 'SERVICE_UNAVAILABLE';
    case 504:
      return 'TIMEOUT';
    default:
      return status >= 500 ? 'UNEXPECTED' : 'INVALID_REQUEST';
  }
}

interface ErrorBody {
  code: string;
  message: string;
  suggestion?: string;
  retryAfter?: number;
  details?: Record<string, unknown>;
}

function isError(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'message' in body;
}
