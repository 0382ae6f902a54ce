import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible';
import { expectConnected, speak } from './harness/conversation';
import { pageUrl, type Stack } from './harness/stack';
import { expect, test } from './harness/test';

const press = (page: Page) => page.getByRole('button', { name: 'Speak', exact: true }).click();

/** A sentence and what to do, in words: no error code, no status, no name of a class. */
async function expectTold(page: Page, sentence: string, step: string | RegExp): Promise<void> {
  const told = page.getByRole('alert').filter({ hasText: sentence });
  await expect(told).toBeVisible();
  await expect(told).toContainText(step);
  expect(await page.locator('body').innerText()).not.toMatch(/\b[A-Z]{2,}_[A-Z_]+\b|\b[45]\d\d\b|Error\b|Exception|undefined/);
  await expectAccessible(page);
}

test('should say how to allow the microphone', async ({ person, stack }) => {
  const page = await person({ asks: true });
  await page.goto(pageUrl(stack));
  await press(page);
  await expectTold(page, 'The browser may not use your microphone.', 'Allow the microphone in the address bar, then press “Speak” again.');
});

test('should say that there is no microphone', async ({ person, stack }) => {
  const page = await person({ deaf: true });
  await page.goto(pageUrl(stack));
  const found = await page.evaluate(async () => (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput').length);
  test.skip(found > 0, 'this machine has a microphone');
  await press(page);
  await expectTold(page, 'There is no microphone.', 'Plug one in, then press “Speak” again.');
});

test('should say that the server cannot be reached, and go on once it can', async ({ person, stack }) => {
  const page = await person({ expects: [/ERR_INTERNET_DISCONNECTED/] });
  await page.goto(pageUrl(stack));
  await expect(page.getByRole('combobox', { name: 'I speak' })).toBeVisible();
  await page.context().setOffline(true);
  await press(page);
  await expectTold(page, 'The server cannot be reached.', 'Check your network connection, then try again.');
  await page.context().setOffline(false);
  await speak(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('should say that the connection to the conversation is lost, and go on with it', async ({ person, networkCut, stack }) => {
  const network = await networkCut(stack.media);
  const page = await person({ cuts: [network], expects: [/WebSocket connection to .* failed/] });
  await page.goto(pageUrl(stack));
  await speak(page);
  await network.cut();
  await expect(page.getByRole('status').filter({ hasText: 'The connection is lost. We are bringing it back.' })).toBeVisible();
  await expectAccessible(page);
  await network.restore();
  await expect(page.getByText('The connection is lost.')).toHaveCount(0);
  await expectConnected(page);
});

test('should tell a guest that the owner has ended the conversation', async ({ person, stack, request }) => {
  const { sessionId, invitation } = await invited(request, stack);
  // It asks once for a new ticket, since a connection may end for other reasons too.
  const page = await person({ expects: [/status of 404 .*\/tickets/] });
  await page.goto(`${stack.api}/join#${invitation}`);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Bruno');
  await page.getByRole('button', { name: 'Join' }).click();
  await speak(page);
  // Whoever sees or gets this address is not let in by it; a reload of this tab is.
  expect(page.url()).toBe(`${stack.api}/join`);
  await page.reload();
  await page.getByRole('button', { name: 'Go on', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Live', exact: true })).toBeVisible();
  const ended = await request.delete(`${stack.api}/v1/sessions/${sessionId}`, { headers: authorization(stack) });
  expect(ended.ok()).toBe(true);
  await expectTold(page, 'This conversation has ended.', 'You can read');
});

test('should lead a guest who stopped back to the invitation with a reload', async ({ person, stack, request }) => {
  const { invitation } = await invited(request, stack);
  const page = await person();
  await page.goto(`${stack.api}/join#${invitation}`);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Bruno');
  await page.getByRole('button', { name: 'Join' }).click();
  await speak(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Speak', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join' })).toBeVisible();
});

test('should say that an invitation does not work any more', async ({ person, stack, request }) => {
  const { sessionId, invitation } = await invited(request, stack);
  await request.delete(`${stack.api}/v1/sessions/${sessionId}`, { headers: authorization(stack) });
  const damaged = `${invitation.slice(0, -3)}AAA`;
  for (const each of [damaged, invitation]) {
    const page = await person({ expects: [/status of 40\d .*\/v1\/guests/] });
    await page.goto(`${stack.api}/join#${each}`);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Bruno');
    await page.getByRole('button', { name: 'Join' }).click();
    await expectTold(page, 'This invitation does not work any more.', 'Ask for a new link.');
  }
});

test('should say that the server is full or starting, and when to come back', async ({ person, stack }) => {
  const page = await person({ expects: [/status of 503 /] });
  await page.goto(pageUrl(stack));
  const body = { code: 'SERVICE_UNAVAILABLE', message: 'Nobody new is let in', suggestion: 'Come back later', retryAfter: 7 };
  await page.route('**/v1/sessions', (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '7' }, json: body }));
  await press(page);
  await expectTold(page, 'The server is full right now.', '7 seconds');
  await page.unroute('**/v1/sessions');
  await page.route('**/v1/sessions', (route) => route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>503</h1>' }));
  await press(page);
  await expectTold(page, 'The server is still starting, or busy.', 'Try again in a moment.');
  await page.unroute('**/v1/sessions');
  await speak(page);
});

test('should say which link to open when the token does not work', async ({ person, stack }) => {
  const page = await person({ expects: [/status of 401 /] });
  await page.goto(`${stack.api}/#token=worn-out`);
  await expectTold(page, 'This link does not work any more.', 'Open the newest one that “./univoice up” printed.');
  expect(page.url()).not.toContain('worn-out');
  await page.getByRole('textbox', { name: 'Link or token' }).fill(pageUrl(stack));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Speak', exact: true })).toBeVisible();
});

const authorization = ({ token }: Stack) => ({ Authorization: `Bearer ${token}` });

/** A session of the owner's, and an invitation to it. */
async function invited(request: APIRequestContext, stack: Stack): Promise<{ sessionId: string; invitation: string }> {
  const headers = authorization(stack);
  const opened = await request.post(`${stack.api}/v1/sessions`, { headers, data: { participantName: 'Ana', sourceLanguage: 'en', targetLanguage: 'pt' } });
  const { sessionId } = (await opened.json()) as { sessionId: string };
  const made = await request.post(`${stack.api}/v1/sessions/${sessionId}/invitations`, { headers });
  const { invitation } = (await made.json()) as { invitation: string };
  return { sessionId, invitation };
}
