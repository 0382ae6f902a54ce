import { join } from 'node:path';
import { test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { launch, type Machine } from './browser';
import { listenTo } from './heard';
import { NetworkCut } from './networkCut';
import { stackOf, type Stack } from './stack';

export interface Person extends Machine {
  /** Size, colours, locale and the like. */
  context?: BrowserContextOptions;
}

interface Harness {
  /** Skips the test where no stack was told. */
  stack: Stack;
  /** Opens an empty page in a browser of its own; what it plays is listened to. */
  person: (who?: Person) => Promise<Page>;
  /** A network before a listener, for {@link Person.cuts}. */
  networkCut: (url: string) => Promise<NetworkCut>;
}

/* eslint-disable no-empty-pattern -- what a fixture needs is told by its first argument, empty when it needs nothing */
export const test = base.extend<Harness>({
  stack: async ({}, use) => {
    const stack = stackOf(process.env);
    base.skip(!stack, 'no stack: UNIVOICE_API, UNIVOICE_TOKEN and UNIVOICE_MEDIA say where it is');
    await use(stack as Stack);
  },
  person: async ({}, use) => {
    const browsers: Browser[] = [];
    await use(async ({ context, ...machine } = {}) => {
      const browser = await launch(machine);
      browsers.push(browser);
      const page = await (await browser.newContext(context)).newPage();
      await listenTo(page);
      return page;
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
  networkCut: async ({}, use) => {
    const cuts: NetworkCut[] = [];
    await use(async (url) => {
      const cut = await NetworkCut.before(url);
      cuts.push(cut);
      return cut;
    });
    await Promise.all(cuts.map((cut) => cut.close()));
  },
});

export { expect } from '@playwright/test';

/** A recording of the repository. */
export function sample(name: 'english' | 'portuguese'): string {
  return join(import.meta.dirname, '../../../samples', `${name}.wav`);
}
