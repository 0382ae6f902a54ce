/** Not in every browser: there it is soon after the page was painted. */
const SOON_MS = 2_000;

/** Runs it once, when the page has been painted and has nothing else to do. */
export function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback(run, { timeout: 10_000 });
  } else {
    setTimeout(run, SOON_MS);
  }
}
