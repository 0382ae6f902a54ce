import { isTokens, type Tokens } from './tokens';

/** What the tabs of one browser tell each other about who is signed in. */
export type TabMessage =
  | { kind: 'who' }
  | { kind: 'signedIn'; tokens: Tokens }
  | { kind: 'signedOut' };

/** The other tabs of this page, and a turn that only one of them has at a time. */
export interface Tabs {
  tell(message: TabMessage): void;
  listen(heard: (message: TabMessage) => void): void;
  /** Runs when no other tab is in the same work. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

const NAME = 'univoice-sign-in';

/** Tabs of a browser: a channel of the page's own origin, and a lock by the same name. */
export function tabsOfBrowser(): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME);
  return {
    tell: (message) => channel?.postMessage(message),
    listen: (heard) => {
      channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isTabMessage(event.data)) {
          heard(event.data);
        }
      });
    },
    // Browsers know locks on secure pages only; elsewhere there is no issuer to sign in at either.
    alone: async (work) => ('locks' in navigator ? await navigator.locks.request(NAME, work) : work()),
  };
}

function isTabMessage(value: unknown): value is TabMessage {
  const { kind, tokens } = (value ?? {}) as Record<string, unknown>;
  return kind === 'who' || kind === 'signedOut' || (kind === 'signedIn' && isTokens(tokens));
}
