import { expectAccessible } from './harness/accessible';
import { dismissNotices, downloaded, expectConnected, openInHistory, settled, speak, textOf, watch } from './harness/conversation';
import { heard } from './harness/heard';
import { recognised } from './harness/recognised';
import { writeWav } from './harness/recording';
import { keepScreenshots } from './harness/screenshots';
import { pageUrl } from './harness/stack';
import { expect, SAID, sample, test } from './harness/test';
import { wordErrorRate, wordsOf } from './harness/words';

test('should show, translate and speak what somebody says after one press', async ({ person, stack }, info) => {
  const page = await person({ microphone: sample('english') });
  const { soundAt, session } = watch(page);
  await page.goto(pageUrl(stack));
  await expect(page).toHaveURL(`${stack.api}/`);
  const pressedAt = Date.now();
  await speak(page);
  console.log(`live ${Date.now() - pressedAt} ms after the press, its first sound sent after ${(await soundAt) - pressedAt} ms`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: null });

  const all = await settled(page);
  const [said, translated] = [textOf(all), textOf(all, 'pt')];
  console.log(`said: ${said}\ntranslated: ${translated}`);
  expect(wordErrorRate(SAID.english, said)).toBeLessThanOrEqual(0.35);
  // What the browser makes of a voice must leave it one person's.
  expect(new Set(all.map((line) => line.name)).size).toBe(1);
  // What the page plays must not come back as somebody's speech.
  expect(all.map((line) => line.language.split('-')[0])).toEqual(all.map(() => 'en'));
  expect(all.filter((line) => line.translations.some((each) => each.text !== '')).length).toBeGreaterThan(0);
  await expectConnected(page);
  await expect(page.getByText(/ now, mostly within /)).toBeVisible();
  await expectAccessible(page);
  await dismissNotices(page);
  await keepScreenshots(page, 'conversation');

  const played = await heard(page);
  writeWav(info.outputPath('played.wav'), played);
  const again = await recognised(page.context().browser()!, stack, played, 'pt-BR');
  console.log(`heard: ${again}`);
  expect(wordErrorRate(translated, again)).toBeLessThanOrEqual(0.5);

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Press to go on.' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Press to begin a new conversation.' })).toBeVisible();

  const history = await openInHistory(page, await session);
  const text = await downloaded(page, history, 'Text, as spoken');
  expect(text.name).toMatch(/^UniVoice .+ transcript\.txt$/);
  expect(wordsOf(text.text).join(' ')).toContain(wordsOf(all[0]?.text ?? '').join(' '));
  const subtitles = await downloaded(page, history, 'Subtitles (WebVTT), in Portuguese');
  expect(subtitles.name).toMatch(/ subtitles pt\.vtt$/);
  expect(subtitles.text).toMatch(/^WEBVTT/);
  for (const { translations } of all) {
    expect(wordsOf(subtitles.text).join(' ')).toContain(wordsOf(translations[0]?.text ?? '').join(' '));
  }
});
