import { existsSync } from 'node:fs';
import { serveFixtures } from './fixtures/server';
import { expectAccessible } from './harness/accessible';
import { heard } from './harness/heard';
import { recognised } from './harness/recognised';
import { durationMs, levels, readWav, soundMs, writeWav } from './harness/recording';
import { keepScreenshots } from './harness/screenshots';
import { expect, SAID, sample, test } from './harness/test';
import { wordErrorRate } from './harness/words';

let served: Awaited<ReturnType<typeof serveFixtures>>;
test.beforeAll(async () => {
  served = await serveFixtures();
});
test.afterAll(() => served.close());

test('should hear what a page plays of what its microphone hears', async ({ person }, info) => {
  const page = await person({ microphone: sample('portuguese') });
  await page.goto(`${served.url}/page.html`);
  await page.getByRole('button').click();
  await expect(page.getByRole('status')).toHaveText('Listening');
  const spoken = readWav(sample('portuguese'));
  await page.waitForTimeout(durationMs(spoken) + 1000);

  const played = await heard(page);

  const file = info.outputPath('played.wav');
  writeWav(file, played);
  expect(readWav(file)).toEqual(played);
  expect(soundMs(played)).toBeGreaterThan(0.9 * soundMs(spoken));
  // A busy machine drops a piece now and then; another recording is alike by a third of this.
  expect(likeness(levels(spoken), levels(played))).toBeGreaterThan(0.7);
});

test('should cut and freeze the way to a listener that the page goes on to name', async ({ person, networkCut }) => {
  const network = await networkCut(served.url);
  const page = await person({ cuts: [network], expects: [/ERR_CONNECTION_REFUSED/] });
  await page.goto(`${served.url}/page.html`);
  const ping = () =>
    page.evaluate(() => fetch('/ping', { cache: 'no-store' }).then((pong) => pong.text(), () => 'unreachable'));
  expect(await ping()).toBe('pong');
  expect(network.open).toBeGreaterThan(0);

  await network.cut();
  expect(network.open).toBe(0);
  expect(await ping()).toBe('unreachable');
  await network.restore();
  expect(await ping()).toBe('pong');

  network.freeze();
  const late = ping();
  const sooner = await Promise.race([late, page.waitForTimeout(1000).then(() => 'nothing')]);
  expect(sooner).toBe('nothing');
  await network.restore();
  expect(await late).toBe('pong');
});

test('should keep screenshots and look for barriers', async ({ person }) => {
  const page = await person();
  await page.goto(`${served.url}/page.html`);
  await expectAccessible(page);
  const kept = await keepScreenshots(page, 'harness');
  expect(kept).toHaveLength(4);
  expect(kept.every((file) => existsSync(file))).toBe(true);
  await page.evaluate(() => document.querySelector('button')?.replaceChildren());
  await expect(expectAccessible(page)).rejects.toThrow('button-name');
});

test('should count words that were left out, added and mistaken', () => {
  expect(wordErrorRate('Ask not, what?', 'ask NOT what')).toBe(0);
  expect(wordErrorRate('ask not what', 'ask what')).toBeCloseTo(1 / 3);
  expect(wordErrorRate('ask not what', 'ask not now what')).toBeCloseTo(1 / 3);
  expect(wordErrorRate('não é', 'nao é')).toBeCloseTo(1 / 2);
  expect(wordErrorRate('ask not', '')).toBe(1);
});

test('should understand a recording again', async ({ person, stack }) => {
  const browser = (await person()).context().browser();
  const text = await recognised(browser!, stack, readWav(sample('english')), 'en-US');
  expect(wordErrorRate(SAID.english, text)).toBeLessThan(0.15);
});

/** Pearson's correlation of two courses of levels, at the delay at which it is the highest. */
function likeness(a: number[], b: number[]): number {
  let best = 0;
  for (let delay = 0; delay < 200 && delay < b.length; delay++) {
    const n = Math.min(a.length, b.length - delay);
    if (n < a.length / 2) {
      break;
    }
    const x = a.slice(0, n);
    const y = b.slice(delay, delay + n);
    const mean = (v: number[]) => v.reduce((sum, value) => sum + value, 0) / n;
    const [mx, my] = [mean(x), mean(y)];
    const covariance = x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? 0) - my), 0);
    const spread = (v: number[], m: number) => Math.sqrt(v.reduce((sum, value) => sum + (value - m) ** 2, 0));
    best = Math.max(best, covariance / (spread(x, mx) * spread(y, my)));
  }
  return best;
}
