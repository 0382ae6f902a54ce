const FIRST_MS = 100;
const MOST_MS = 4_000;

/**
 * How long to wait before the next try to come back: doubles with every try up to four seconds, half of it left to
 * chance, so that clients that lost one gateway do not all come to the next at once ("Exponential Backoff And Jitter",
 * AWS Architecture Blog, 2015).
 *
 * @param failures how many tries have failed since the connection was lost; the first try waits for nothing
 * @param chance from 0 to 1
 */
export function reconnectDelayMs(failures: number, chance: number): number {
  if (failures === 0) {
    return 0;
  }
  const fullMs = Math.min(MOST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(fullMs * (0.5 + 0.5 * chance));
}
