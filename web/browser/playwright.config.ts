import { defineConfig } from '@playwright/test';

const report = process.env.UNIVOICE_JUNIT;

/** One worker and no second try: a microphone runs in real time, and what fails now and then is broken. */
export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: report ? [['list'], ['junit', { outputFile: report }]] : [['list']],
  use: {
    // What cannot be done in this time never will be; the test's own time is for speech.
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
