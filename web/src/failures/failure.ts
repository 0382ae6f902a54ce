import type { ApiError } from '@univoice/client';

/** What goes wrong in the page itself, beside what the API's error codes say. */
export type LocalFailureCode =
  | 'OFFLINE'
  | 'MICROPHONE_DENIED'
  | 'MICROPHONE_MISSING'
  | 'MICROPHONE_BUSY'
  | 'MICROPHONE_UNPLUGGED'
  | 'MICROPHONE_TAKEN'
  | 'MICROPHONE_MUTED'
  | 'INSECURE_PAGE'
  | 'UNSUPPORTED_BROWSER'
  | 'PART_MISSING'
  | 'SERVER_FULL'
  | 'RATE_LIMITED'
  | 'TOKEN_EXPIRED'
  | 'UNREACHABLE'
  | 'SESSION_OVER'
  | 'REPLACED'
  | 'INVITATION_EXPIRED'
  | 'UNEXPECTED';

export type FailureCode = ApiError['code'] | LocalFailureCode;

/**
 * One thing that went wrong, as plain data: every part of the page that fails makes one of these, and `tellFailure`
 * alone finds the words for it.
 */
export interface Failure {
  /** A {@link FailureCode}, or one that a newer server sent and this page does not know. */
  code: string;
  /** The server's own words, in English: shown only where the page has none. */
  message?: string;
  suggestion?: string;
  /** Seconds until asking again may help. */
  retryAfter?: number;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** For programs; `field` names the part of the request that is at fault. */
  details?: Record<string, unknown>;
}
