import type { Store } from '../store/store';
import { invitationOf } from './invitation';

/**
 * Takes the invitation out of the address once its guest is in: who looks over a shoulder, or gets the address sent, comes in by their own.
 * The tab's storage brings the guest back after a reload. Another invitation is followed: browsers load nothing by themselves where only
 * the fragment changes.
 *
 * @param holds the invitation by which this page's guest comes
 */
export function hideInvitation(store: Store, page: Window, holds: string | undefined): void {
  const { location, history } = page;
  const hide = () => {
    if (store.getState().auth.status === 'guest' && holds !== undefined && invitationOf(location) === holds) {
      history.replaceState(null, '', location.pathname + location.search);
    }
  };
  store.subscribe(hide);
  page.addEventListener('hashchange', () => {
    const invitation = invitationOf(location);
    if (invitation !== undefined && invitation !== holds) {
      location.reload();
    } else {
      // "Back" may lead to an address from before.
      hide();
    }
  });
  hide();
}
