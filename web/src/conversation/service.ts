import { api } from '../api/api';
import type { Store } from '../store/store';
import type { SessionService } from './roles';

/** The API as the conversation needs it, over the page's own cache and token. */
export function apiService({ dispatch }: Pick<Store, 'dispatch'>): SessionService {
  const { openSession, ticket, invite, joinAsGuest, endSession, transcript } = api.endpoints;
  return {
    open: (session) => dispatch(openSession.initiate(session)).unwrap(),
    readmit: (session, participantId) => dispatch(ticket.initiate({ session, participantId })).unwrap(),
    invite: (session) => dispatch(invite.initiate(session)).unwrap(),
    joinAsGuest: (invitation, participantName) => dispatch(joinAsGuest.initiate({ invitation, participantName })).unwrap(),
    end: async (session) => {
      await dispatch(endSession.initiate(session)).unwrap();
    },
    transcript: (session) => dispatch(transcript.initiate(session, { forceRefetch: true, subscribe: false })).unwrap(),
  };
}
