import { ApiFailure } from '@univoice/client';
import { failureFrom } from './endings';

/**
 * Why there was no new ticket, as the client library understands it. A token that has run out is none of its causes:
 * whoever signs in again finds the conversation where it was, so it goes on trying as it does without a network. A guest
 * has no other proof than that token: without it there is no way back but an invitation.
 */
export function readmissionFailure(cause: unknown, isGuest: boolean): unknown {
  const { code, message, suggestion, status, retryAfter } = failureFrom(cause);
  if (isGuest && status === 401) {
    return new ApiFailure('INVITATION_EXPIRED' as ApiFailure['code'], message ?? '', suggestion ?? '', status);
  }
  if (code === 'TOKEN_EXPIRED' || status === undefined) {
    return new Error('not now');
  }
  return new ApiFailure(code as ApiFailure['code'], message ?? '', suggestion ?? '', status, retryAfter);
}
