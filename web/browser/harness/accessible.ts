import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Every rule of axe, those of best practice too. */
export function expectAccessible(page: Page): Promise<void> {
  return expectNone(new AxeBuilder({ page }));
}

/** What another theme may break of a page that is accessible in one: its colours alone. */
export function expectReadable(page: Page): Promise<void> {
  return expectNone(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

async function expectNone(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((n) => n.target).join('; ')})`);
  expect(told).toEqual([]);
}
