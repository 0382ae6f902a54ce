import type { Surroundings } from './surroundings';
import { tabsOfBrowser } from './tabs';
import type { SignInWays } from './ways';

/** The browser that shows this page, with what it keeps for the tab. */
export function browserSurroundings(storage: Surroundings['storage']): Surroundings {
  return {
    address: () => new URL(location.href),
    rewrite: (path) => history.replaceState(null, '', path),
    go: (url) => location.assign(url),
    openTab: (path) => {
      window.open(path, '_blank');
    },
    closeTab: () => window.close(),
    storage,
    tabs: tabsOfBrowser(),
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onOnline: (run) => {
      addEventListener('online', run);
      return () => removeEventListener('online', run);
    },
    ways,
  };
}

async function ways(): Promise<SignInWays> {
  const response = await fetch('/v1/auth/options');
  if (!response.ok) {
    throw new Error(`the ways to sign in were answered with ${response.status}`);
  }
  return (await response.json()) as SignInWays;
}
