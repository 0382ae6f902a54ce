import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { App } from './app/App';
import { ErrorBoundary } from './app/ErrorBoundary';
import { LocaleRoot } from './app/LocaleRoot';
import { ConversationRoot } from './conversation/ConversationRoot';
import { makeStore } from './store/store';
import { ThemeRoot } from './theme/ThemeRoot';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Provider store={makeStore(localStorage)}>
        <ThemeRoot>
          <LocaleRoot>
            <ErrorBoundary>
              <ConversationRoot>
                <App />
              </ConversationRoot>
            </ErrorBoundary>
          </LocaleRoot>
        </ThemeRoot>
      </Provider>
    </StrictMode>,
  );
}
