import { expect, it } from 'vitest';
import { isFirstVisit } from './preferences';
import { storages } from './storages';
import { makeStore } from './store';
import { settingsChanged } from './ui';

const forbidden = {
  get localStorage(): Storage {
    throw new DOMException('denied', 'SecurityError');
  },
  get sessionStorage(): Storage {
    throw new DOMException('denied', 'SecurityError');
  },
};

it('remembers until the page is left where the browser lets it keep nothing', () => {
  const { localStorage, sessionStorage } = storages(forbidden);
  expect(isFirstVisit(localStorage)).toBe(true);
  makeStore(localStorage).dispatch(settingsChanged({ theme: 'dark' }));
  expect(makeStore(localStorage).getState().ui.settings.theme).toBe('dark');
  sessionStorage.setItem('a', '1');
  expect(sessionStorage.getItem('a')).toBe('1');
  sessionStorage.removeItem('a');
  expect(sessionStorage.getItem('a')).toBeNull();
  expect(localStorage.getItem('a')).toBeNull();
});

it('keeps in the browser’s own where it may', () => {
  expect(storages(window)).toEqual({ localStorage: window.localStorage, sessionStorage: window.sessionStorage });
});
