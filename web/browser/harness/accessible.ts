import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Every rule of axe, those of best practice too. */
export function expectAccessible(page: Page): Promise<void> {
  return expectNone(page, new AxeBuilder({ page }));
}

/** What another theme may break of a page that is accessible in one: its colours alone. */
export function expectReadable(page: Page): Promise<void> {
  return expectNone(page, new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

async function expectNone(page: Page, axe: AxeBuilder): Promise<void> {
  // What is fading in or out has less contrast than it will have; what never ends, as a pulse, is looked at as it is.
  await page.waitForFunction(() => document.getAnimations().every(({ effect, playState }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity));
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((n) => n.target).join('; ')})`);
  expect(told).toEqual([]);
}
