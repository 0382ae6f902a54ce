import type { Store } from '../store/store';
import { invitationOf } from './invitation';

/**
 * Takes the invitation out of the address once its guest is in: who looks over a shoulder, or gets the address sent, comes in by their own.
 * The tab's storage brings the guest back after a reload.
 */
export function hideInvitation(store: Store, page: Window): void {
  const hide = () => {
    const { location, history } = page;
    if (store.getState().auth.status === 'guest' && invitationOf(location) !== undefined) {
      history.replaceState(null, '', location.pathname + location.search);
    }
  };
  store.subscribe(hide);
  // "Back" may lead to an address from before.
  page.addEventListener('hashchange', hide);
  hide();
}
