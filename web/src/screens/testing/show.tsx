import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Provider } from 'react-redux';
import { vi } from 'vitest';
import { LocaleRoot } from '../../app/LocaleRoot';
import '../../i18n/texts/screens/screens';
import { settingsChanged, type Locale } from '../../store/ui';
import { signedIn, userKnown } from '../../store/auth';
import { makeStore } from '../../store/store';
import { ThemeRoot } from '../../theme/ThemeRoot';
import { ServicesContext, SILENT_SERVICES, type Services } from '../services';
import type { FakeServer } from './FakeServer';

export const PREMIUM = [
  'sessions:create',
  'sessions:read:own',
  'sessions:update:own',
  'sessions:record',
  'voice-profiles:create:own',
  'recordings:read:own',
  'recordings:delete:own',
  'transcripts:read:own',
  'transcripts:delete:own',
  'glossaries:read:own',
  'consents:update:own',
  'metrics:read:own',
];

/** A screen as a signed-in person sees it, before a server and a browser that only pretend. */
export function show(
  screen: ReactElement,
  {
    server,
    services = {},
    permissions = PREMIUM,
    locale = 'en',
    name,
  }: { server: FakeServer; services?: Partial<Services>; permissions?: string[]; locale?: Locale; name?: string },
) {
  vi.stubGlobal('fetch', server.fetch);
  const store = makeStore();
  store.dispatch(signedIn({ token: 'proof' }));
  store.dispatch(userKnown({ user: { userId: 'ana', roles: ['USER'], permissions, ...(name !== undefined && { name }) }, permissions }));
  store.dispatch(settingsChanged({ locale }));
  const user = userEvent.setup();
  const shown = render(
    <Provider store={store}>
      <ThemeRoot>
        <LocaleRoot>
          <ServicesContext.Provider value={{ ...SILENT_SERVICES, ...services }}>{screen}</ServicesContext.Provider>
        </LocaleRoot>
      </ThemeRoot>
    </Provider>,
  );
  return { store, user, ...shown };
}
