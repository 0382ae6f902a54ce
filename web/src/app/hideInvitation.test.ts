import { beforeEach, expect, it } from 'vitest';
import { admittedAsGuest, signedIn } from '../store/auth';
import { makeStore } from '../store/store';
import { hideInvitation } from './hideInvitation';

let store: ReturnType<typeof makeStore>;
let address: URL;
let onHash: () => void;

beforeEach(() => {
  store = makeStore();
  address = new URL('https://here/join#uvi_secret');
});

function open() {
  hideInvitation(store, {
    get location() {
      return address;
    },
    history: { replaceState: (_state: unknown, _title: string, url: string) => (address = new URL(url, address)) },
    addEventListener: (_type: string, listener: () => void) => (onHash = listener),
  } as unknown as Window);
}

it('leaves an invitation in the address until its guest is in, and then no more', () => {
  open();
  expect(address.hash).toBe('#uvi_secret');
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  expect(address.href).toBe('https://here/join');
});

it('takes it out at once where the guest was in before', () => {
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  open();
  expect(address.href).toBe('https://here/join');
});

it('takes it out when a guest goes back to it', () => {
  store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
  address = new URL('https://here/join#/settings');
  open();
  address = new URL('https://here/join#uvi_secret');
  onHash();
  expect(address.href).toBe('https://here/join');
});

it('leaves it to whoever came in otherwise', () => {
  open();
  store.dispatch(signedIn({ token: 'a' }));
  expect(address.hash).toBe('#uvi_secret');
});
