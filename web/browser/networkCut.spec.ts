import { expectConnected, lines, settled, speak, textOf, watch } from './harness/conversation';
import { heard } from './harness/heard';
import { recognised } from './harness/recognised';
import { pageUrl } from './harness/stack';
import { expect, SAID, sample, test } from './harness/test';
import { wordErrorRate, wordsOf } from './harness/words';

const CUT_MS = 3_000;
/** In the middle of the sentence, which takes 11 s. */
const AFTER_MS = 4_000;

test('should lose and repeat nothing when the network is cut while somebody speaks', async ({ person, networkCut, stack }) => {
  const network = await networkCut(stack.media);
  const page = await person({ microphone: sample('english'), cuts: [network], expects: [/WebSocket connection to .* failed/] });
  const { soundAt } = watch(page);
  await page.goto(pageUrl(stack));
  await speak(page);
  await soundAt;
  await page.waitForTimeout(AFTER_MS);

  expect(network.open).toBe(1);
  const back = network.cutFor(CUT_MS);
  await expect(page.getByText('The connection is lost. We are bringing it back.')).toBeVisible({ timeout: CUT_MS });
  await expect(page.getByText('We keep what you say for 5 seconds.')).toBeVisible();
  await back;
  await expect(page.getByText('Back: nothing was lost.')).toBeVisible();
  await expect(page.getByText('The connection is lost.')).toHaveCount(0);

  const all = await settled(page);
  const [said, translated] = [textOf(all), textOf(all, 'pt')];
  console.log(`said: ${said}\ntranslated: ${translated}`);
  expect(wordErrorRate(SAID.english, said)).toBeLessThanOrEqual(0.35);
  expect(repeated(all.map((line) => line.text))).toEqual([]);
  const again = await recognised(page.context().browser()!, stack, await heard(page), 'pt-BR');
  console.log(`heard: ${again}`);
  // Whatever was spoken twice would be as many words too many.
  expect(wordErrorRate(translated, again)).toBeLessThanOrEqual(0.5);
  expect(wordsOf(again).length).toBeLessThan(1.2 * wordsOf(translated).length);
});

test('should lose and repeat nothing when the network hangs while somebody speaks', async ({ person, networkCut, stack }) => {
  const network = await networkCut(stack.media);
  const page = await person({ microphone: sample('english'), cuts: [network], expects: [/WebSocket connection to .* failed/] });
  const { soundAt } = watch(page);
  await page.goto(pageUrl(stack));
  await speak(page);
  await soundAt;
  await page.waitForTimeout(AFTER_MS);

  const before = await lines(page);
  await network.frozenFor(CUT_MS);

  const all = await settled(page);
  console.log(`said: ${textOf(all)}`);
  expect(wordErrorRate(SAID.english, textOf(all))).toBeLessThanOrEqual(0.35);
  expect(repeated(all.map((line) => line.text))).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(before.length);
  await expectConnected(page);
});

/** Sentences that are there more than once. */
function repeated(sentences: string[]): string[] {
  const plain = sentences.map((sentence) => wordsOf(sentence).join(' '));
  return plain.filter((sentence, at) => plain.indexOf(sentence) !== at);
}
