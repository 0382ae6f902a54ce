import { ApiFailure } from '@univoice/client';
import { api } from '../api/api';
import type { Failure } from '../failures/failure';
import type { Store } from '../store/store';
import type { SessionService } from './roles';

/** The API as the conversation needs it, over the page's own cache and token. */
export function apiService({ dispatch }: Pick<Store, 'dispatch'>): SessionService {
  const { openSession, ticket, invite, joinAsGuest, endSession } = api.endpoints;
  return {
    open: (session) => dispatch(openSession.initiate(session)).unwrap(),
    readmit: (session, participantId) =>
      dispatch(ticket.initiate({ session, participantId }))
        .unwrap()
        .catch((failure: Failure) => {
          throw readmissionFailure(failure);
        }),
    invite: (session) => dispatch(invite.initiate(session)).unwrap(),
    joinAsGuest: (invitation, participantName) => dispatch(joinAsGuest.initiate({ invitation, participantName })).unwrap(),
    end: async (session) => {
      await dispatch(endSession.initiate(session)).unwrap();
    },
  };
}

/**
 * As the client library understands it. A token that has run out is none of its causes: whoever signs in again finds
 * the conversation where it was, so it goes on trying as it does without a network.
 */
function readmissionFailure({ code, message, suggestion, status, retryAfter }: Failure): unknown {
  if (code === 'TOKEN_EXPIRED' || status === undefined) {
    return new Error('not now');
  }
  return new ApiFailure(code as ApiFailure['code'], message ?? '', suggestion ?? '', status, retryAfter);
}
