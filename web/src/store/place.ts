import { admittedAsGuest } from './auth';
import { placeRestored, type KeptPlace } from './session';
import type { RootState, Store } from './store';
import { settingsChanged } from './ui';

/** Raised when what was kept before cannot be read any more. */
const KEY = 'univoice.place.1';

/** Nothing is left to go on with. */
const GONE: readonly string[] = ['SESSION_OVER', 'REPLACED'];

/** Whoever was invited and is not in, not yet or not any more, has an invitation and nothing else. */
interface Kept extends Partial<KeptPlace> {
  /** Of a guest, who has no other proof. */
  guestToken?: string;
  /** As the others see the guest: preferences keep nothing of guests. */
  guestName?: string;
  /** By which the guest comes: another one in the address leads elsewhere. */
  invitation?: string;
}

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Lets a conversation survive its page: the place in it lies in the tab's own storage, and is gone with the tab, with the
 * end of the conversation and with signing out. An invitation outlives the place, so that whoever has left can come again.
 *
 * @param invitation in the page's address
 * @param forGuests the page is one for those who were invited; elsewhere an invitation without a place leads nowhere
 * @returns the invitation that holds: the one in the address, or else the one by which this tab's guest came
 */
export function keepPlace(store: Store, storage: TabStorage, invitation: string | undefined, forGuests: boolean): string | undefined {
  const kept = read(storage);
  const place = kept && placeIn(kept);
  const isGuest = kept?.guestToken !== undefined;
  // Whoever opens an invitation wants to come in there; without one the page belongs to whoever signs in, or was a guest.
  if (place && (invitation === undefined || (isGuest && invitation === kept.invitation))) {
    store.dispatch(placeRestored(place));
    if (kept.guestToken !== undefined) {
      store.dispatch(admittedAsGuest({ token: kept.guestToken }));
      // Only now: before, it would be taken for the name of whoever signed in here last.
      store.dispatch(settingsChanged({ participantName: kept.guestName ?? '' }));
    }
  }
  const by = invitation ?? (place || forGuests ? kept?.invitation : undefined);
  let written = '';
  const keep = () => {
    const now = JSON.stringify(keptOf(store.getState(), by) ?? null);
    if (now !== written) {
      written = now;
      write(storage, now);
    }
  };
  store.subscribe(keep);
  // The invitation leaves the address before its guest is in where the settings are opened and closed.
  keep();
  return by;
}

function keptOf({ session, auth, ui }: RootState, invitation: string | undefined): Kept | undefined {
  const { currentSession, joinLink, status, failure } = session;
  const came = invitation !== undefined && { invitation };
  const over = status === 'ended' && (failure === null || GONE.includes(failure.code));
  // Who only has to prove themselves again goes on; who signed out does not.
  const signedOut = auth.status === 'signedOut' && auth.failure === null;
  if (currentSession === null || over || signedOut) {
    return came || undefined;
  }
  const guest = auth.status === 'guest' && auth.token !== null ? { guestToken: auth.token, guestName: ui.settings.participantName, ...came } : {};
  return { session: currentSession, joinLink, begun: status !== 'idle', ...guest };
}

function placeIn({ session, joinLink = null, begun = false }: Kept): KeptPlace | undefined {
  const { sessionId, participantId } = session ?? {};
  return session && typeof sessionId === 'string' && typeof participantId === 'string' ? { session, joinLink, begun } : undefined;
}

function read(storage: TabStorage): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? kept : undefined;
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
