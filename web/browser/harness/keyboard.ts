import { expect, type Page } from '@playwright/test';

/** More stops than any screen has. */
const MOST_STOPS = 80;

/** Goes from stop to stop with the Tab key until something of this name has the focus. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? (each: string) => each === name : (each: string) => name.test(each);
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const focused = await focusedName(page);
    if (wanted(focused)) {
      return;
    }
    passed.push(focused);
    await page.keyboard.press('Tab');
  }
  throw new Error(`No stop is called ${name}: ${[...new Set(passed)].join(', ')}`);
}

/** Opens what the menu offers, from wherever the focus is. */
export async function openByKeys(page: Page, entry: string): Promise<void> {
  await tabTo(page, 'Menu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  const entries = await page.getByRole('menuitem').count();
  for (let at = 0; at < entries && (await focusedName(page)) !== entry; at++) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await focusedName(page)).toBe(entry);
  await page.keyboard.press('Enter');
}

/** What has the focus, as it is called, near enough for buttons and fields. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const label = focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement ? focused.labels?.[0]?.textContent : undefined;
    return (focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '').replace(/\s*\*$/, '').trim();
  });
}
