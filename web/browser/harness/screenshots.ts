import { join } from 'node:path';
import type { Page } from '@playwright/test';

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

const SCHEMES = ['light', 'dark'] as const;

/** Where `./univoice test` wants them, or beside the tests. */
function folder(): string {
  return process.env.UNIVOICE_SCREENSHOTS ?? join(import.meta.dirname, '../screenshots');
}

/** Keeps what a screen looks like, light and dark, on a phone and on a desk; the page is then as it was. */
export async function keepScreenshots(page: Page, name: string): Promise<string[]> {
  const before = page.viewportSize();
  const kept: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const path = join(folder(), `${name}-${colorScheme}-${size.width}.png`);
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      kept.push(path);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) {
    await page.setViewportSize(before);
  }
  return kept;
}
