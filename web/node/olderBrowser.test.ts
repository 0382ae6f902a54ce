import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OLDEST } from '../browsers.ts';

const script = readFileSync(join(import.meta.dirname, '../public/older-browser.js'), 'utf8');

/** Loads a page whose own script started, or did not, in a browser that is new enough or is not. @returns what the page says then */
function loaded({ started, current = false, language = 'en-US' }: { started: boolean; current?: boolean; language?: string }): string {
  vi.stubGlobal('navigator', { language });
  vi.stubGlobal('CSS', { supports: () => current });
  if (started) {
    document.getElementById('root')?.setAttribute('data-started', '');
  }
  new Function(script)();
  window.dispatchEvent(new Event('load'));
  return document.body.textContent ?? '';
}

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
});
afterEach(() => vi.unstubAllGlobals());

it('says in one sentence which browsers it needs where the page cannot start', () => {
  const { chrome, edge, firefox, safari } = OLDEST;
  expect(edge).toBe(chrome);
  expect(loaded({ started: false })).toContain(`it needs Chrome or Edge ${chrome}, Firefox ${firefox} or Safari ${safari}, or a newer one.`);
});

it.each([
  ['es-AR', 'es'],
  ['pt-BR', 'pt'],
  ['ja', 'en'],
])('says so in the language of a browser that speaks %s', (language, spoken) => {
  const said = loaded({ started: false, language });
  expect(document.querySelector('[role=alert]')?.getAttribute('lang')).toBe(spoken);
  for (const version of [OLDEST.chrome, OLDEST.firefox, OLDEST.safari]) {
    expect(said).toContain(version);
  }
});

it('says nothing where the page started', () => {
  expect(loaded({ started: true })).toBe('');
});

it.each([
  ['en-GB', 'Load it again'],
  ['es-MX', 'Vuelve a cargarla'],
  ['pt-PT', 'Carregue-a de novo'],
])('tells a browser that is new enough to load the page again, and to update nothing, in the language of %s', (language, said) => {
  const told = loaded({ started: false, current: true, language });
  expect(told).toContain(said);
  expect(told).not.toContain(OLDEST.chrome);
});

it('takes a browser for old that was there before CSS could be asked', () => {
  vi.stubGlobal('CSS', undefined);
  new Function(script)();
  window.dispatchEvent(new Event('load'));
  expect(document.body.textContent).toContain(OLDEST.chrome);
});
