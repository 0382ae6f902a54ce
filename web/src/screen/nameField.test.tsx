// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'react-redux';
import { afterEach, expect, it, vi } from 'vitest';
import { LocaleRoot } from '../app/LocaleRoot';
import { admittedAsGuest } from '../store/auth';
import { sessionOpened } from '../store/session';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { NameField } from './NameField';

const REFUSED = () => Response.json({ code: 'SERVICE_UNAVAILABLE', message: '', suggestion: '' }, { status: 503 });

/** The field of a guest whom the others know as Bruno; what it asks is answered in turn. */
function shown(...answers: (() => Response)[]) {
  const store = makeStore();
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  store.dispatch(settingsChanged({ locale: 'en', participantName: 'Bruno' }));
  store.dispatch(sessionOpened({ sessionId: 's', participantId: 'b', owner: false, guestLanguage: 'pt', startedAt: 0 }));
  const asked = vi.fn(async () => (answers.shift() ?? REFUSED)());
  vi.stubGlobal('fetch', asked);
  render(
    <Provider store={store}>
      <LocaleRoot>
        <NameField />
      </LocaleRoot>
    </Provider>,
  );
  return { asked, field: screen.getByRole('textbox'), name: () => store.getState().ui.settings.participantName };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('tells a name again that was refused', async () => {
  const { asked, field, name } = shown(REFUSED, () => Response.json({}));
  await userEvent.clear(field);
  await userEvent.type(field, 'Bia');
  await userEvent.tab();
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(name()).toBe('Bruno');
  await userEvent.click(field);
  await userEvent.tab();
  await screen.findByText('The others see it now.');
  expect(asked).toHaveBeenCalledTimes(2);
  expect(name()).toBe('Bia');
});

it('leaves a guest the name that the others know where none is given', async () => {
  const { asked, field, name } = shown();
  await userEvent.clear(field);
  await userEvent.tab();
  expect([name(), (field as HTMLInputElement).value]).toEqual(['Bruno', 'Bruno']);
  expect(asked).not.toHaveBeenCalled();
});
