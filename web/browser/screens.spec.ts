import { readFileSync } from 'node:fs';
import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectReadable } from './harness/accessible';
import { speak } from './harness/conversation';
import { openByKeys, tabTo } from './harness/keyboard';
import { plantConversation, TALK } from './harness/planted';
import { readWav, soundMs } from './harness/recording';
import { keepScreenshots } from './harness/screenshots';
import { pageUrl, type Stack } from './harness/stack';
import { expect, sample, test } from './harness/test';

const NARROW = { width: 360, height: 740 };

/** Readable and usable: in both themes, on a phone's width without scrolling sideways, and as pictures for whoever looks. */
async function expectInOrder(page: Page, name: string): Promise<void> {
  await expectBothThemes(page);
  const before = page.viewportSize();
  await page.setViewportSize(NARROW);
  await expectNothingAside(page, name);
  await page.setViewportSize(before ?? { width: 1280, height: 800 });
  await keepScreenshots(page, name);
}

async function expectBothThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectReadable(page);
  await page.emulateMedia({ colorScheme: null });
}

/** Nothing is cut off at the right, or scrolls there; only tables may be wider, each in a frame of its own. */
async function expectNothingAside(page: Page, name: string): Promise<void> {
  const wide = () =>
    page.evaluate(() =>
      [document.scrollingElement, ...document.querySelectorAll('main, main section, main dl, main ul, [role=dialog], .MuiDialogContent-root')]
        .filter((each) => each && each.clientWidth > 1 && each.scrollWidth > each.clientWidth)
        .map((each) => `${each?.nodeName}.${each?.className}: ${each?.scrollWidth} > ${each?.clientWidth}`),
    );
  await expect.poll(wide, { message: `${name} is wider than its place` }).toEqual([]);
}

test('should open every screen by keyboard, readable in light and dark and on a phone', async ({ person, stack }) => {
  const page = await person();
  await page.goto(pageUrl(stack));
  await expect(page.getByRole('combobox', { name: 'I hear' })).toHaveValue('pt');
  await expectInOrder(page, 'start');
  for (const [button, title, name] of [['Settings', 'Settings', 'settings'], ['Invite', 'Invite somebody', 'invite']] as const) {
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    if (name === 'invite') {
      await dialog.getByRole('textbox', { name: 'How others see you' }).focus();
      await page.keyboard.type('Ana');
      await page.keyboard.press('Enter');
      await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/\/join#uvi_/);
    }
    await expectInOrder(page, name);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  for (const [entry, title, name] of [
    ['My voice', 'Your voice', 'voice'],
    ['History', 'History', 'history'],
    ['Metrics', 'How it goes', 'metrics'],
    ['Translate a file', 'Translate a file', 'file'],
  ] as const) {
    await openByKeys(page, entry);
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('progressbar', { name: 'Loading…' })).toHaveCount(0);
    await expectInOrder(page, name);
    const conversations = dialog.getByRole('listitem').getByRole('button');
    if (name === 'history' && (await conversations.count()) > 0) {
      await conversations.first().click();
      await expect(dialog.getByRole('heading', { name: 'What was said' })).toBeVisible();
      await expectBothThemes(page);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

/** A phone upright and sideways, the smallest one, and a desk whose letters are twice as large. */
const PLACES = [NARROW, { width: 740, height: 360 }, { width: 320, height: 568 }, { width: 640, height: 400 }, { width: 1280, height: 800 }];
/** Two lines of it. */
const LEAST_TRANSCRIPT = 100;

test('should stay in order through a conversation with several people, wherever it is looked at', async ({ person, stack }) => {
  const page = await person({ expects: [/ERR_INTERNET_DISCONNECTED|WebSocket/, /404.*\/v1\/metrics\/session\/planted/] });
  const planted = await plantConversation(page, stack);
  await page.goto(pageUrl(stack));
  await speak(page);
  planted.say(...TALK);
  const transcript = page.getByRole('region', { name: 'Transcript' });
  await expect(transcript.getByText('still being said')).toBeVisible();
  await expectBothThemes(page);
  for (const size of PLACES) {
    await page.setViewportSize(size);
    await expectNothingAside(page, `the conversation at ${size.width} × ${size.height}`);
    expect((await transcript.boundingBox())?.height ?? 0, `at ${size.width} × ${size.height}`).toBeGreaterThan(LEAST_TRANSCRIPT);
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeInViewport();
  }
  // A name as long as this must not push what stands beside it out of sight.
  const maria = page.getByRole('region', { name: 'Taking part' }).getByRole('listitem').filter({ hasText: 'Albuquerque' });
  await expect(maria.getByText('Spanish · here')).toBeInViewport({ ratio: 1 });

  await page.getByRole('button', { name: 'Other wordings and kept names' }).nth(1).hover();
  await expect(page.getByRole('tooltip')).toContainText('Ms Ferreira is not here yet.');
  await expectAccessible(page);
  await keepScreenshots(page, 'several-people');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  await openByKeys(page, 'Metrics');
  const figures = page.getByRole('dialog', { name: 'How it goes' });
  await expect(figures.getByRole('img', { name: 'Time in each stage, by sentence' })).toBeVisible();
  await expectBothThemes(page);
  await page.setViewportSize(NARROW);
  await expectNothingAside(page, 'the figures');
  await figures.getByRole('button', { name: 'Table' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(figures).toHaveCount(0);

  planted.say({ type: 'notice', code: 'AUDIO_CLIPPED', message: '', suggestion: '' });
  await expect(page.getByText('Your microphone is too loud.')).toBeVisible();
  await page.getByRole('button', { name: /^connected/ }).click();
  await expect(page.getByRole('dialog', { name: 'How it goes' })).toBeVisible();
  await expectNothingAside(page, 'how it goes');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Paused', exact: true })).toBeVisible();
  await expectAccessible(page);
  await planted.cut();
  await page.context().setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: 'You are offline.' })).toBeVisible();
  await expectAccessible(page);
});

test('should let somebody in without a mouse, by invitation and by token', async ({ person, stack, request }) => {
  const page = await person();
  await page.goto(stack.api);
  await expect(page.getByRole('heading', { name: 'Welcome to UniVoice' })).toBeVisible();
  await expectInOrder(page, 'sign-in');
  await tabTo(page, 'Link or token');
  await page.keyboard.insertText(pageUrl(stack));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Speak', exact: true })).toBeVisible();

  const headers = authorization(stack);
  const opened = await request.post(`${stack.api}/v1/sessions`, { headers, data: { participantName: 'Ana', sourceLanguage: 'en', targetLanguage: 'pt' } });
  const { sessionId } = (await opened.json()) as { sessionId: string };
  const made = await request.post(`${stack.api}/v1/sessions/${sessionId}/invitations`, { headers });
  const guest = await person();
  await guest.goto(`${stack.api}/join#${((await made.json()) as { invitation: string }).invitation}`);
  await expect(guest.getByRole('heading', { name: 'Join the conversation' })).toBeVisible();
  await expectInOrder(guest, 'join');
  await tabTo(guest, 'Your name');
  await guest.keyboard.insertText('Bruno');
  await guest.keyboard.press('Enter');
  await expect(guest.getByRole('button', { name: 'Speak', exact: true })).toBeVisible();
  await request.delete(`${stack.api}/v1/sessions/${sessionId}`, { headers });
});

test('should speak the reader’s language', async ({ person, stack }) => {
  const page = await person();
  await page.goto(pageUrl(stack));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Language of this page' }).click();
  await page.getByRole('option', { name: 'Español' }).click();
  await expect(page.getByRole('dialog', { name: 'Ajustes' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expectInOrder(page, 'settings-es');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Hablar', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Ajustes' }).click();
  await page.getByRole('combobox', { name: 'Idioma de esta página' }).click();
  await page.getByRole('option', { name: 'Português' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Falar', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt');
  await expectInOrder(page, 'start-pt');
});

test('should keep the voice of whoever agrees, and forget it when they take that back', async ({ person, stack, request }) => {
  await forgetVoices(request, stack);
  const page = await person({ microphone: sample('english') });
  await page.goto(`${pageUrl(stack)}`);
  await openByKeys(page, 'My voice');
  const dialog = page.getByRole('dialog', { name: 'Your voice' });
  await expect(dialog.getByText(/I agree that UniVoice keeps this recording of my voice/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog.getByText('Recording. Read the text aloud.')).toBeVisible();
  await page.waitForTimeout(8_000);
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(dialog.getByText(/^\d+\ss recorded$/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'I agree, save my voice' }).click();
  await expect(dialog.getByText('Your voice is saved.')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('heading', { name: 'Voice profile, English' })).toBeVisible();
  await expect(dialog.getByText('1 sample', { exact: false })).toBeVisible();
  await expectInOrder(page, 'voice-saved');
  await dialog.getByRole('button', { name: 'Take back my consent' }).click();
  await page.getByRole('dialog', { name: 'Take back your consent?' }).getByRole('button', { name: 'Take back my consent' }).click();
  await expect(dialog.getByText('Your consent is taken back, and your voice profiles are deleted.')).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'Voice profile, English' })).toHaveCount(0);
});

test('should translate a file that is dropped on the page', async ({ person, stack }, info) => {
  const page = await person();
  await page.goto(pageUrl(stack));
  await expect(page.getByRole('combobox', { name: 'I hear' })).toHaveValue('pt');
  const dropped = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'english.wav', { type: 'audio/wav' }));
    return transfer;
  }, readFileSync(sample('english')).toString('base64'));
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  const dialog = page.getByRole('dialog', { name: 'Translate a file' });
  await expect(dialog.getByText('english.wav')).toBeVisible();
  await dialog.getByRole('button', { name: 'Translate', exact: true }).click();
  const sent = dialog.getByRole('progressbar', { name: 'Sent' });
  await expect.poll(async () => Number(await sent.getAttribute('aria-valuenow'))).toBeGreaterThan(10);
  await expect(dialog.getByText('Done: english.wav')).toBeVisible({ timeout: 120_000 });
  await expectInOrder(page, 'file-done');
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Speech (WAV)' }).click()]);
  expect(download.suggestedFilename()).toBe('english.pt.wav');
  const file = info.outputPath('speech.wav');
  await download.saveAs(file);
  const speech = readWav(file);
  console.log(`${soundMs(speech)} ms of speech`);
  expect(soundMs(speech)).toBeGreaterThan(3_000);
});

const authorization = ({ token }: Stack) => ({ Authorization: `Bearer ${token}` });

async function forgetVoices(request: APIRequestContext, stack: Stack): Promise<void> {
  const headers = authorization(stack);
  const { profiles } = (await (await request.get(`${stack.api}/v1/voice-profiles/me`, { headers })).json()) as { profiles: { profileId: string }[] };
  for (const { profileId } of profiles) {
    await request.delete(`${stack.api}/v1/voice-profiles/${profileId}`, { headers });
  }
}
