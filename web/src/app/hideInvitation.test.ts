import { beforeEach, expect, it } from 'vitest';
import { admittedAsGuest, signedIn } from '../store/auth';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { hideInvitation } from './hideInvitation';

let store: ReturnType<typeof makeStore>;
let address: URL;
let onHash: () => void;
let reloads: number;

beforeEach(() => {
  store = makeStore();
  address = new URL('https://here/join#uvi_secret');
  reloads = 0;
});

function open(holds: string | undefined) {
  const location = {
    get pathname() {
      return address.pathname;
    },
    get search() {
      return address.search;
    },
    get hash() {
      return address.hash;
    },
    reload: () => reloads++,
  };
  const page = {
    location,
    history: { replaceState: (_state: unknown, _title: string, url: string) => (address = new URL(url, address)) },
    addEventListener: (_type: string, listener: () => void) => (onHash = listener),
  };
  hideInvitation(store, page as unknown as Window, holds);
}

it('leaves an invitation in the address until its guest is in, and then no more', () => {
  open('uvi_secret');
  expect(address.hash).toBe('#uvi_secret');
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  expect(address.href).toBe('https://here/join');
});

it('takes it out at once where the guest was in before', () => {
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  open('uvi_secret');
  expect(address.href).toBe('https://here/join');
});

it('takes it out when a guest goes back to it', () => {
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  address = new URL('https://here/join#/settings');
  open('uvi_secret');
  address = new URL('https://here/join#uvi_secret');
  onHash();
  expect(address.href).toBe('https://here/join');
});

it.each([
  ['a guest', 'uvi_secret', () => store.dispatch(admittedAsGuest({ token: 'uvg_1' }))],
  ['somebody who is not in yet', 'uvi_secret', () => undefined],
  ['somebody who came otherwise', undefined, () => store.dispatch(signedIn({ token: 'a' }))],
])('opens another one that %s puts in its place', (_who, holds, comesIn) => {
  address = new URL('https://here/join');
  open(holds);
  comesIn();
  address = new URL('https://here/join#uvi_another');
  // What happens before the browser tells of it leaves the address alone.
  store.dispatch(settingsChanged({ theme: 'dark' }));
  onHash();
  expect([address.hash, reloads]).toEqual(['#uvi_another', 1]);
});

it('loads nothing again for a screen that opens and closes', () => {
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  open('uvi_secret');
  for (const hash of ['#/settings', '']) {
    address = new URL(`https://here/join${hash}`);
    onHash();
  }
  expect(reloads).toBe(0);
});

it('leaves it to whoever came in otherwise', () => {
  open('uvi_secret');
  store.dispatch(signedIn({ token: 'a' }));
  expect(address.hash).toBe('#uvi_secret');
});
