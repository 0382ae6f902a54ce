import { ApiFailure, FileTranslationError } from '@univoice/client';
import { failureOfEnding } from '../../conversation/endings';
import type { Failure } from '../../failures/failure';

/** Why a file was not translated, as something that can be told. */
export function translationFailure(thrown: unknown): Failure {
  if (thrown instanceof ApiFailure) {
    const { code, message, suggestion, status, retryAfter } = thrown;
    return thrown.offline
      ? { code: 'OFFLINE' }
      : { code, message, suggestion, status, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (thrown instanceof FileTranslationError) {
    return thrown.ending.reason === 'silent' ? { code: 'TIMEOUT' } : (failureOfEnding(thrown.ending) ?? { code: 'SESSION_OVER' });
  }
  return { code: 'UNEXPECTED' };
}
