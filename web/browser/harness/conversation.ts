import { expect, type Locator, type Page } from '@playwright/test';

/** A line of the transcript, as somebody reads it. */
export interface Line {
  name: string;
  language: string;
  text: string;
  /** Nothing of it changes any more. */
  final: boolean;
  translations: { language: string; text: string }[];
}

/** The transcript as the page shows it now. */
export function lines(page: Page): Promise<Line[]> {
  return page.getByRole('region', { name: 'Transcript' }).getByRole('listitem').evaluateAll((rows) => {
    // What is said stands in the paragraph itself; remarks and buttons are elements of their own.
    const words = (paragraph: Element) =>
      [...paragraph.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE || node.nodeName === 'EM')
        .map((node) => node.textContent)
        .join('')
        .trim();
    let name = '';
    return rows.map((row) => {
      name = row.querySelector('h3 > span')?.textContent ?? name;
      const [said, ...translations] = [...row.querySelectorAll('p[lang]')];
      return {
        name,
        language: said?.getAttribute('lang') ?? '',
        text: said ? words(said) : '',
        final: !row.textContent?.includes('still being said'),
        translations: translations.map((each) => ({ language: each.getAttribute('lang') ?? '', text: words(each) })),
      };
    });
  });
}

/** The transcript once something is in it, all of it is final, nothing sounds and nothing has changed for a while. */
export async function settled(page: Page, { quietMs = 6_000, patienceMs = 150_000 } = {}): Promise<Line[]> {
  const until = Date.now() + patienceMs;
  let last = '';
  let since = Date.now();
  while (Date.now() < until) {
    const now = await lines(page);
    const sounds = await page.getByText('being spoken now').isVisible();
    const ready = now.length > 0 && !sounds && now.every((line) => line.final);
    const text = JSON.stringify(now);
    if (!ready || text !== last) {
      last = text;
      since = Date.now();
    } else if (Date.now() - since > quietMs) {
      return now;
    }
    await page.waitForTimeout(250);
  }
  throw new Error(`Not settled within ${patienceMs} ms: ${last}`);
}

/** Presses the button, and waits until the page says that it listens. */
export async function speak(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Speak', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Live', exact: true })).toBeVisible({ timeout: 30_000 });
}

/** On a page as wide as a desk's. */
export async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('definition').filter({ hasText: /^connected$/ })).toBeVisible();
}

/** Whatever lies over the transcript for a while. */
export async function dismissNotices(page: Page): Promise<void> {
  const dismiss = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
  while ((await dismiss.count()) > 0) {
    await dismiss.first().click();
  }
}

/** When the first sound left, and the session that the page opened. */
export function watch(page: Page): { soundAt: Promise<number>; session: Promise<string> } {
  const soundAt = new Promise<number>((resolve) => {
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => typeof payload !== 'string' && resolve(Date.now())));
  });
  const session = new Promise<string>((resolve) => {
    page.on('response', (response) => {
      if (response.request().method() === 'POST' && new URL(response.url()).pathname === '/v1/sessions' && response.ok()) {
        void response.json().then(({ sessionId }: { sessionId: string }) => resolve(sessionId));
      }
    });
  });
  return { soundAt, session };
}

/** All that was said, and all that it was translated into. */
export function textOf(all: readonly Line[], language?: string): string {
  return all.map((line) => (language ? line.translations.find((each) => each.language.startsWith(language))?.text ?? '' : line.text)).join(' ');
}

/** Opens a session's own page in the history: the list names none, and others may talk on the same stack. */
export async function openInHistory(page: Page, session: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'History' }).click();
  const dialog = page.getByRole('dialog', { name: 'History' });
  const rows = dialog.getByRole('listitem').getByRole('button');
  await expect(rows.first()).toBeVisible();
  for (let at = 0; at < (await rows.count()); at++) {
    const asked = page.waitForRequest((request) => /\/v1\/sessions\/\w+$/.test(new URL(request.url()).pathname));
    await rows.nth(at).click();
    if ((await asked).url().endsWith(session)) {
      return dialog;
    }
    await dialog.getByRole('button', { name: 'All conversations' }).click();
    await expect(rows.first()).toBeVisible();
  }
  throw new Error(`The history has no ${session}`);
}

/** Downloads the transcript that is open in the history. */
export async function downloaded(page: Page, history: Locator, name: string): Promise<{ name: string; text: string }> {
  await history.getByRole('button', { name: 'Download' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name, exact: true }).click()]);
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) {
    pieces.push(piece as Buffer);
  }
  return { name: download.suggestedFilename(), text: Buffer.concat(pieces).toString('utf8') };
}
