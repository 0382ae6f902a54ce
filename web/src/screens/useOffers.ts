import { mayBeOffered, type Offer } from '../auth/permissions';
import type { ScreenName } from '../app/screens';
import { useAppSelector } from '../store/hooks';

/** What somebody must be allowed to do for a screen to be of any use to them; the others are for everybody. */
const NEEDED: Partial<Record<ScreenName, Offer>> = {
  invite: 'open',
  history: 'history',
  voice: 'voice',
  file: 'open',
};

/** Which screens are offered to whoever is here? Guests change only what is their own page's. */
export function useOffers(): (name: ScreenName) => boolean {
  const guest = useAppSelector((state) => state.auth.status === 'guest');
  const permissions = useAppSelector((state) => state.auth.permissions);
  return (name) => {
    if (guest) {
      return name === 'settings' || name === 'metrics';
    }
    const needed = NEEDED[name];
    return needed === undefined || mayBeOffered(permissions, needed);
  };
}
