import { join } from 'node:path';
import { test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { listenForComplaints } from './complaints';
import { launch, type Machine } from './browser';
import { listenTo } from './heard';
import { NetworkCut } from './networkCut';
import { stackOf, type Stack } from './stack';

export interface Person extends Machine {
  /** Size, colours, locale and the like. */
  context?: BrowserContextOptions;
  /** What the browser complains about because the test wants it so, such as a refused request. */
  expects?: RegExp[];
}

interface Harness {
  /** Skips the test where no stack was told. */
  stack: Stack;
  /**
   * Opens an empty page in a browser of its own; what it plays is listened to. The test fails at its end if anything was
   * complained about.
   */
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
    const complaints: string[] = [];
    await use(async ({ context, expects = [], ...machine } = {}) => {
      const browser = await launch(machine);
      browsers.push(browser);
      const opened = await browser.newContext(context);
      await listenForComplaints(opened, (complaint) => {
        if (!expects.some((expected) => expected.test(complaint))) {
          complaints.push(complaint);
        }
      });
      const page = await opened.newPage();
      await listenTo(page);
      return page;
    });
    await Promise.all(browsers.map((browser) => browser.close()));
    base.expect(complaints, 'what browsers complained about').toEqual([]);
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

/** What is said in the recordings of the repository, as samples/README.md has it. */
export const SAID = {
  english: 'And so, my fellow Americans: ask not what your country can do for you – ask what you can do for your country.',
  portuguese: 'Uma raposa velha não consegue aprender nenhum ofício.',
} as const;

/** A recording of the repository. */
export function sample(name: keyof typeof SAID): string {
  return join(import.meta.dirname, '../../../samples', `${name}.wav`);
}
