import type { ApiError } from '../protocol/types';

/** `NO_ANSWER`: nobody was reached, or what answered was no gateway; everything else is the gateway's list. */
export type FailureCode = ApiError['code'] | 'NO_ANSWER';

/** Why a request failed. `message` and `suggestion` are sentences for people, in English. */
export class ApiFailure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    readonly suggestion: string,
    /** HTTP status; 0 when nobody was reached. */
    readonly status: number,
    /** Seconds to wait before the same request may succeed; undefined when that is not known. */
    readonly retryAfter?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiFailure';
  }

  /** Nobody was reached: perhaps there is no network. */
  get offline(): boolean {
    return this.status === 0;
  }

  /** The very same request may succeed later. */
  get passes(): boolean {
    return this.offline || this.status === 429 || this.status >= 500;
  }
}
