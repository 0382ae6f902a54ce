import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { App } from './app/App';
import { ErrorBoundary } from './app/ErrorBoundary';
import { invitationOf } from './app/invitation';
import { LocaleRoot } from './app/LocaleRoot';
import { fetchAhead } from './app/screens';
import { whenIdle } from './app/whenIdle';
import { browserSurroundings } from './auth/browser';
import { ConversationRoot } from './conversation/ConversationRoot';
import { SignInGate } from './screens/signIn/SignInGate';
import { keepPlace } from './store/place';
import { makeStore } from './store/store';
import { ThemeRoot } from './theme/ThemeRoot';

const root = document.getElementById('root');
if (root) {
  const store = makeStore(localStorage);
  const invitation = invitationOf(location);
  keepPlace(store, sessionStorage, invitation);
  // Whoever was invited needs no account.
  const invited = invitation !== undefined || store.getState().auth.status === 'guest';
  const page = (
    <ConversationRoot>
      <App />
    </ConversationRoot>
  );
  createRoot(root).render(
    <StrictMode>
      <Provider store={store}>
        <ThemeRoot>
          <LocaleRoot>
            <ErrorBoundary>
              {invited ? (
                page
              ) : (
                <SignInGate store={store} browser={browserSurroundings()}>
                  {page}
                </SignInGate>
              )}
            </ErrorBoundary>
          </LocaleRoot>
        </ThemeRoot>
      </Provider>
    </StrictMode>,
  );
  // Guests see no more than these.
  whenIdle(() => fetchAhead(invited ? ['settings', 'metrics'] : ['settings', 'invite', 'history', 'voice', 'metrics', 'file']));
}
