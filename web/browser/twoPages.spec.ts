import type { Page } from '@playwright/test';
import { dismissNotices, downloaded, openInHistory, settled, speak, textOf, watch, type Line } from './harness/conversation';
import { heard } from './harness/heard';
import { recognised } from './harness/recognised';
import { readWav, soundMs, writeWav, type Recording } from './harness/recording';
import { keepScreenshots } from './harness/screenshots';
import { pageUrl } from './harness/stack';
import { expect, SAID, sample, test } from './harness/test';
import { wordErrorRate, wordsOf } from './harness/words';

/** Until both are there, each knows of the other, and hears them; the second begins after the first has ended. */
const BRUNO_AFTER_S = 9;
const ANA_AFTER_S = 24;

test('should let two people understand each other by a link', async ({ person, stack }, info) => {
  test.setTimeout(360_000);
  const [anasVoice, brunosVoice] = [info.outputPath('ana.wav'), info.outputPath('bruno.wav')];
  writeWav(anasVoice, later(readWav(sample('english')), ANA_AFTER_S));
  writeWav(brunosVoice, later(readWav(sample('portuguese')), BRUNO_AFTER_S));
  const ana = await person({ microphone: anasVoice, expects: [/404.*\/v1\/recordings\//] });
  const { session } = watch(ana);
  await ana.goto(pageUrl(stack));
  await ana.getByRole('button', { name: 'Invite' }).click();
  await ana.getByRole('textbox', { name: 'How others see you' }).fill('Ana');
  await ana.getByRole('button', { name: 'Make the link' }).click();
  const link = await ana.getByRole('textbox', { name: 'Link' }).inputValue();
  await ana.getByRole('button', { name: 'Close' }).click();

  const bruno = await person({ microphone: brunosVoice });
  await bruno.goto(link);
  await bruno.getByRole('textbox', { name: 'Your name' }).fill('Bruno');
  await bruno.getByRole('combobox', { name: 'I speak and want to hear' }).selectOption('pt');
  await bruno.getByRole('button', { name: 'Join' }).click();
  await expect(bruno.getByRole('button', { name: 'Speak', exact: true })).toBeVisible();

  await Promise.all([speak(ana), speak(bruno)]);
  for (const [page, other] of [[ana, 'Bruno'], [bruno, 'Ana']] as const) {
    const here = page.getByRole('region', { name: 'Taking part' }).getByRole('listitem').filter({ hasText: other });
    await expect(here).toContainText('here');
  }

  await expect.poll(async () => (await namesOn(bruno)).map((name) => nameOf(name ?? '')), { timeout: 120_000 }).toContain('Ana');
  const [onAna, onBruno] = [asOthersSee('Ana', await settled(ana)), asOthersSee('Bruno', await settled(bruno))];
  for (const lines of [onAna, onBruno]) {
    console.log(lines.map(({ name, text, translations }) => `${name}: ${text} | ${translations.map((each) => `${each.language}: ${each.text}`).join(' | ')}`).join('\n'));
    // A third of the words more may be mistaken than when one talks alone: two pages, two voices and the models share a machine here.
    expect(wordErrorRate(SAID.english, textOf(of(lines, 'Ana')))).toBeLessThanOrEqual(0.4);
    expect(wordErrorRate(SAID.portuguese, textOf(of(lines, 'Bruno')))).toBeLessThanOrEqual(0.4);
    expect([...new Set(lines.map(({ name }) => nameOf(name)))].sort()).toEqual(['Ana', 'Bruno']);
  }
  await dismissNotices(ana);
  await keepScreenshots(ana, 'two-people');
  const [forAna, forBruno] = [textOf(of(onAna, 'Bruno'), 'en'), textOf(of(onBruno, 'Ana'), 'pt')];
  const again = await recognised(bruno.context().browser()!, stack, await heard(bruno), 'pt-BR');
  console.log(`Bruno heard: ${again}`);
  expect(wordErrorRate(forBruno, again)).toBeLessThanOrEqual(0.5);
  expect(wordsOf(forAna).length).toBeGreaterThan(3);
  expect(soundMs(await heard(ana))).toBeGreaterThan(1_000);

  await ana.getByRole('button', { name: 'Stop', exact: true }).click();
  const history = await openInHistory(ana, await session);
  const { text } = await downloaded(ana, history, 'Text, as spoken');
  expect(text).toMatch(/Ana/);
  expect(text).toMatch(/Bruno/);
});

const namesOn = async (page: Page) => page.getByRole('region', { name: 'Transcript' }).getByRole('heading', { level: 3 }).allInnerTexts().then((all) => all.map((each) => each.split(' · ')[0]));

const of = (lines: Line[], name: string) => lines.filter((line) => nameOf(line.name) === name);

/** Without the number of the voice, where one microphone was taken to hear several. */
const nameOf = (shown: string) => shown.replace(/, speaker \d+$/, '');

/** One's own lines are told as "You", and a second voice at one's own microphone as beside one. */
const asOthersSee = (own: string, all: Line[]) => all.map((line) => ({ ...line, name: /^You$|, beside you$/.test(line.name) ? own : line.name }));

/** After so many seconds of silence. */
function later({ rate, samples }: Recording, seconds: number): Recording {
  const all = new Int16Array(samples.length + rate * seconds);
  all.set(samples, rate * seconds);
  return { rate, samples: all };
}
