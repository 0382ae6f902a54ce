import { afterEach, expect, it, vi } from 'vitest';
import { browserSound } from './browserSound';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['granted', 2],
  ['prompt', 0],
  ['denied', 0],
])('makes both devices ready before the press only where the microphone was allowed: %s', async (state, contexts) => {
  let made = 0;
  vi.stubGlobal(
    'AudioContext',
    class {
      audioWorklet = { addModule: async () => undefined };
      constructor() {
        made++;
      }
    },
  );
  vi.stubGlobal('navigator', { permissions: { query: async () => ({ state }) } });
  browserSound().prepare();
  await new Promise((resolve) => setTimeout(resolve));
  expect(made).toBe(contexts);
});
