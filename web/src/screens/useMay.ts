import { mayBeOffered, type Offer } from '../auth/permissions';
import { useAppSelector } from '../store/hooks';

/** Whether something is to be offered to whoever is signed in. */
export function useMay(offer: Offer): boolean {
  return useAppSelector((state) => mayBeOffered(state.auth.permissions, offer));
}
