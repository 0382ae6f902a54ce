import type { Tabs } from './tabs';
import type { SignInWays } from './ways';

/** The browser as the sign-in sees it. */
export interface Surroundings {
  /** What the address bar says now. */
  address(): URL;
  /** Shows another address of this page without loading it. */
  rewrite(path: string): void;
  /** Leaves the page. */
  go(url: string): void;
  /** Another tab with this page; closed by itself once somebody signed in there. */
  openTab(path: string): void;
  closeTab(): void;
  /** Of this tab alone: gone when it is closed. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  tabs: Tabs;
  fetch: typeof fetch;
  now(): number;
  /** @returns what takes it back */
  later(ms: number, run: () => void): () => void;
  /** Whenever the browser has a network again. @returns what takes it back */
  onOnline(run: () => void): () => void;
  ways(): Promise<SignInWays>;
}

/** Runs once: after the wait, or as soon as there is a network again. @returns what takes it back */
export function againIn(browser: Pick<Surroundings, 'later' | 'onOnline'>, ms: number, run: () => void): () => void {
  const once = () => {
    cancel();
    run();
  };
  const undo = [browser.later(ms, once), browser.onOnline(once)];
  const cancel = () => undo.forEach((each) => each());
  return cancel;
}
