// @vitest-environment happy-dom
import { render, screen, cleanup } from '@testing-library/react';
import { Provider } from 'react-redux';
import { afterEach, expect, it } from 'vitest';
import { ConversationRoot } from '../conversation/ConversationRoot';
import { newLevels } from '../conversation/levels';
import { LocaleRoot } from '../app/LocaleRoot';
import { signedOut } from '../store/auth';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { JoinScreen } from './JoinScreen';

const nothing = async () => undefined;

afterEach(cleanup);

it('tells a guest who could not come back why', () => {
  const store = makeStore();
  store.dispatch(settingsChanged({ locale: 'en' }));
  store.dispatch(signedOut({ code: 'INVITATION_EXPIRED' }));
  const controls = {
    start: nothing,
    listen: nothing,
    startOver: nothing,
    pause: () => undefined,
    goOn: () => undefined,
    stop: nothing,
    invite: nothing,
    join: nothing,
  };
  render(
    <Provider store={store}>
      <LocaleRoot>
        <ConversationRoot made={{ controls, levels: newLevels() }}>
          <JoinScreen invitation="uvi_1" />
        </ConversationRoot>
      </LocaleRoot>
    </Provider>,
  );
  expect(screen.getByRole('alert').textContent).toBe('This invitation does not work any more.Ask for a new link.');
});
