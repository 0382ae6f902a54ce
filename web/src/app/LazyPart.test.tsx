import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Provider } from 'react-redux';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { AppShell } from './AppShell';
import { LazyPart } from './LazyPart';
import { LocaleRoot } from './LocaleRoot';
import { SCREENS } from './screens';

function shown(page: ReactElement) {
  const store = makeStore();
  store.dispatch(settingsChanged({ locale: 'en' }));
  render(
    <Provider store={store}>
      <LocaleRoot>{page}</LocaleRoot>
    </Provider>,
  );
}

const Greeting = ({ name }: { name: string }) => <p>Good morning, {name}.</p>;
const notThere = () => new TypeError('Failed to fetch dynamically imported module');

describe('a part of the page that is fetched when it is needed', () => {
  beforeEach(() => {
    // React tells of every error that it hands to a boundary.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    location.hash = '';
  });

  it('is fetched again after it did not come', async () => {
    const load = vi.fn<() => Promise<typeof Greeting>>().mockRejectedValueOnce(notThere()).mockResolvedValue(Greeting);
    shown(<LazyPart load={load} props={{ name: 'Ana' }} />);

    expect((await screen.findByRole('alert')).textContent).toContain('This part of the page did not come.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Good morning, Ana.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('offers a fresh page when trying again did not help', async () => {
    shown(<LazyPart load={() => Promise.reject(notThere())} props={{}} />);
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: 'Reload the page' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: 'Reload the page' })).toBeTruthy();
  });

  it('takes no conversation away when it does not come', async () => {
    vi.spyOn(SCREENS, 'history').mockRejectedValue(notThere());
    location.hash = '/history';
    shown(
      <AppShell offers={() => true}>
        <p>What was said.</p>
      </AppShell>,
    );
    await screen.findByRole('alert');
    expect(screen.getByText('What was said.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('What was said.')).toBeTruthy();
  });
});
