import { admittedAsGuest } from './auth';
import { placeRestored, type KeptPlace } from './session';
import type { RootState, Store } from './store';

/** Raised when what was kept before cannot be read any more. */
const KEY = 'univoice.place.1';

/** Nothing is left to go on with. */
const GONE: readonly string[] = ['SESSION_OVER', 'REPLACED'];

interface Kept extends KeptPlace {
  /** Of a guest, who has no other proof. */
  guestToken?: string;
  /** By which the guest came: another one in the address leads elsewhere. */
  invitation?: string;
}

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Lets a conversation survive its page: the place in it lies in the tab's own storage, and is gone with the tab, with the
 * end of the conversation and with signing out.
 *
 * @param invitation in the page's address
 * @returns the invitation that holds: the one in the address, or else the one by which the guest came whose place this is
 */
export function keepPlace(store: Store, storage: TabStorage, invitation: string | undefined): string | undefined {
  const kept = read(storage);
  const isGuest = kept?.guestToken !== undefined;
  // Whoever opens an invitation wants to come in there; without one the page belongs to whoever signs in, or was a guest.
  if (kept && (invitation === undefined || (isGuest && invitation === kept.invitation))) {
    store.dispatch(placeRestored(kept));
    if (kept.guestToken !== undefined) {
      store.dispatch(admittedAsGuest({ token: kept.guestToken }));
    }
  }
  const by = invitation ?? kept?.invitation;
  let written = '';
  store.subscribe(() => {
    const now = JSON.stringify(placeOf(store.getState(), by) ?? null);
    if (now !== written) {
      written = now;
      write(storage, now);
    }
  });
  return by;
}

function placeOf({ session, auth }: RootState, invitation: string | undefined): Kept | undefined {
  const { currentSession, joinLink, status, failure } = session;
  const over = status === 'ended' && (failure === null || GONE.includes(failure.code));
  // Who only has to prove themselves again goes on; who signed out does not.
  const signedOut = auth.status === 'signedOut' && auth.failure === null;
  if (currentSession === null || over || signedOut) {
    return undefined;
  }
  const guest = auth.status === 'guest' && auth.token !== null ? { guestToken: auth.token, ...(invitation && { invitation }) } : {};
  return { session: currentSession, joinLink, begun: status !== 'idle', ...guest };
}

function read(storage: TabStorage): Kept | undefined {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? 'null') as Kept | null;
    const { sessionId, participantId } = kept?.session ?? {};
    return kept && typeof sessionId === 'string' && typeof participantId === 'string' ? kept : undefined;
  } catch {
    // Not ours, or a browser that keeps nothing: the page works without.
    return undefined;
  }
}

function write(storage: TabStorage, place: string): void {
  try {
    if (place === 'null') {
      storage.removeItem(KEY);
    } else {
      storage.setItem(KEY, place);
    }
  } catch {
    // Full, or forbidden in a private window: a reload begins anew then.
  }
}
