import { isAlone } from '../conversation/wishes';
import type { SessionState } from '../store/session';

/** Does the session go on without this page, so that one may come back to it? Its owner's end is everybody's where nobody else is left. */
export function comesBack(session: Pick<SessionState, 'failure' | 'currentSession' | 'participants'>): boolean {
  const over = session.failure?.code === 'SESSION_OVER' || session.failure?.code === 'UNREACHABLE';
  return !over && session.currentSession !== null && !(session.currentSession.owner && isAlone(session));
}
