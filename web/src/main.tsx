import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { App } from './app/App';
import { ErrorBoundary } from './app/ErrorBoundary';
import { hideInvitation } from './app/hideInvitation';
import { invitationOf, isForGuests } from './app/invitation';
import { LocaleRoot } from './app/LocaleRoot';
import { fetchAhead } from './app/screens';
import { whenIdle } from './app/whenIdle';
import { browserSurroundings } from './auth/browser';
import { connectSignIn } from './auth/connectSignIn';
import { ConversationRoot } from './conversation/ConversationRoot';
import { firstLanguages } from './i18n/firstLanguages';
import { SignInGate } from './screens/signIn/SignInGate';
import { keepPlace } from './store/place';
import { isFirstVisit } from './store/preferences';
import { storages } from './store/storages';
import { makeStore } from './store/store';
import { languagesSet } from './store/ui';
import { ThemeRoot } from './theme/ThemeRoot';

const root = document.getElementById('root');
if (root) {
  const { localStorage, sessionStorage } = storages(window);
  const store = makeStore(localStorage);
  const invitation = keepPlace(store, sessionStorage, invitationOf(location), isForGuests(location));
  hideInvitation(store, window, invitation);
  if (isFirstVisit(localStorage)) {
    store.dispatch(languagesSet(firstLanguages(navigator.languages)));
  }
  // Whoever was invited needs no account.
  const invited = invitation !== undefined || store.getState().auth.status === 'guest';
  const connected = invited ? undefined : connectSignIn(store, browserSurroundings(sessionStorage));
  void connected?.signIn.start();
  const page = (
    <ConversationRoot invitation={invitation}>
      <App invitation={invitation} />
    </ConversationRoot>
  );
  createRoot(root).render(
    <StrictMode>
      <Provider store={store}>
        <ThemeRoot>
          <LocaleRoot>
            <ErrorBoundary>
              {connected ? <SignInGate connected={connected}>{page}</SignInGate> : page}
            </ErrorBoundary>
          </LocaleRoot>
        </ThemeRoot>
      </Provider>
    </StrictMode>,
  );
  // At the end: whatever kept the page from being drawn leaves it empty, and older-browser.js says what to do.
  root.dataset.started = '';
  // Guests see no more than these.
  whenIdle(() => fetchAhead(invited ? ['settings', 'metrics'] : ['settings', 'invite', 'history', 'voice', 'metrics', 'file']));
}
