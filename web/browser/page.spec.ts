import type { Page } from '@playwright/test';
import { pageUrl, type Stack } from './harness/stack';
import { expect, test } from './harness/test';

const MOST_BYTES = 350 * 1024;

test('should be served with a strict policy, and weigh little before it is painted', async ({ person, stack, request }) => {
  for (const path of ['/', '/join']) {
    const answer = await request.get(`${stack.api}${path}`);
    const headers = answer.headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-|script-src[^;]*blob:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['permissions-policy']).toBe('microphone=(self), camera=(), geolocation=()');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-cache');
    expect(await answer.text()).toContain(/'nonce-([^']+)'/.exec(policy)?.[1] ?? 'a nonce');
  }

  const page = await person();
  const assets: { url: string; headers: Record<string, string> }[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/assets/')) {
      assets.push({ url: response.url(), headers: response.headers() });
    }
  });
  await page.goto(pageUrl(stack));
  await expect(page.getByRole('button', { name: 'Speak', exact: true })).toBeVisible();
  expect(assets.length).toBeGreaterThan(0);
  for (const { url, headers } of assets) {
    expect(headers['cache-control']?.split(', ').sort(), url).toEqual(['immutable', 'max-age=31536000', 'public']);
    expect(headers['x-content-type-options'], url).toBe('nosniff');
    expect(headers['content-encoding'] ?? headers['content-length'], url).toMatch(/^(gzip|br|\d{1,3}|1\d{3})$/);
  }

  // The spinner of the first paint is not yet the page: what came until the button was there counts.
  const { bytes, paintedMs, count } = await page.evaluate(() => {
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[];
    return { bytes: all.reduce((sum, each) => sum + each.encodedBodySize, 0), paintedMs: Math.round(painted), count: all.length };
  });
  console.log(`${(bytes / 1024).toFixed(1)} KB in ${count} answers until the button was there, first painted after ${paintedMs} ms`);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});

test.describe('where its script cannot be read', () => {
  // What a browser does with syntax that is newer than it, or with half a file.
  const halted = async (page: Page, stack: Stack) => {
    await page.route('**/assets/index-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'static {' }));
    await page.goto(pageUrl(stack));
  };

  test('should say to an older browser which ones it needs', async ({ person, stack }) => {
    const page = await person({ expects: [/SyntaxError/] });
    await page.addInitScript(() => (CSS.supports = () => false));
    await halted(page, stack);
    await expect(page.getByRole('alert')).toContainText('it needs Chrome or Edge 108, Firefox 121 or Safari 16, or a newer one');
  });

  test('should ask a current browser to load it again', async ({ person, stack }) => {
    const page = await person({ expects: [/SyntaxError/] });
    await halted(page, stack);
    await expect(page.getByRole('alert')).toContainText('could not be loaded. Load it again');
  });
});
