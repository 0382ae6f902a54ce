import { useCallback, useSyncExternalStore } from 'react';
import { screenOf, type ScreenName } from './screens';

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** Which screen is open over the conversation? */
export function useScreen(): { screen: ScreenName | undefined; open(name: ScreenName): void; close(): void } {
  const screen = useSyncExternalStore(onHash, () => screenOf(location.hash));
  const open = useCallback((name: ScreenName) => {
    location.hash = `/${name}`;
  }, []);
  const close = useCallback(() => {
    // Without a trace of "#": what follows it in a join link is a secret, and an empty one would scroll to the top.
    history.replaceState(null, '', location.pathname + location.search);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return { screen, open, close };
}
