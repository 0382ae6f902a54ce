export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What the browser keeps for this page and for its tab. Where somebody forbade it to keep anything, already asking for it throws: a memory that
 * is gone with the page takes its place.
 */
export function storages(page: Pick<Window, 'localStorage' | 'sessionStorage'>): { localStorage: TextStorage; sessionStorage: TextStorage } {
  return { localStorage: orMemory(() => page.localStorage), sessionStorage: orMemory(() => page.sessionStorage) };
}

function orMemory(open: () => TextStorage): TextStorage {
  try {
    return open();
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }
}
