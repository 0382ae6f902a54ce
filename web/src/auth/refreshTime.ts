/** So long before the end, or a tenth of the lifetime where that is less: a slow issuer must not be felt. */
const AHEAD_MS = 60_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * When tokens are renewed, in milliseconds from now; 0: at once; undefined: never, because nobody says when they end.
 */
export function refreshInMs(tokens: { expiresAt?: number }, receivedAt: number, now: number): number | undefined {
  if (tokens.expiresAt === undefined) {
    return undefined;
  }
  const lifetime = Math.max(0, tokens.expiresAt - receivedAt);
  return Math.max(0, tokens.expiresAt - Math.min(AHEAD_MS, lifetime / 10) - now);
}

/** After the nth renewal in a row that could not reach the issuer; n counts from 1. */
export function retryInMs(attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
}
