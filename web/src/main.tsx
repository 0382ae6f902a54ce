import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { App } from './app/App';
import { ErrorBoundary } from './app/ErrorBoundary';
import { invitationOf } from './app/invitation';
import { LocaleRoot } from './app/LocaleRoot';
import { browserSurroundings } from './auth/browser';
import { ConversationRoot } from './conversation/ConversationRoot';
import { firstLanguages } from './i18n/firstLanguages';
import { SignInGate } from './screens/signIn/SignInGate';
import { isFirstVisit } from './store/preferences';
import { makeStore } from './store/store';
import { languagesSet } from './store/ui';
import { ThemeRoot } from './theme/ThemeRoot';

const root = document.getElementById('root');
if (root) {
  const store = makeStore(localStorage);
  if (isFirstVisit(localStorage)) {
    store.dispatch(languagesSet(firstLanguages(navigator.languages)));
  }
  // Whoever was invited needs no account.
  const invited = invitationOf(location) !== undefined;
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
}
