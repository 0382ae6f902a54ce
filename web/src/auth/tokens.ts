import type { IssuerOptions } from './ways';

/** What proves who somebody is. Plain data: it lies in the tab's session storage and goes from tab to tab. */
export type Tokens =
  | {
      by: 'link';
      accessToken: string;
      /** Entered by the person themselves, who knows whose it is; a link may come from anybody. */
      pasted?: boolean;
    }
  | {
      by: 'issuer';
      issuer: IssuerOptions;
      accessToken: string;
      refreshToken?: string;
      idToken?: string;
      /** Milliseconds since the epoch; absent where the issuer does not say. */
      expiresAt?: number;
    };

/** Do they still prove something, or can others be had for them? */
export function isLiving(tokens: Tokens, now: number): boolean {
  return tokens.by === 'link' || tokens.refreshToken !== undefined || tokens.expiresAt === undefined || tokens.expiresAt > now;
}

export function tokensToText(tokens: Tokens): string {
  return JSON.stringify(tokens);
}

/** Undefined for whatever this page did not write: another version's entry must not keep anybody out. */
export function tokensFromText(text: string | null): Tokens | undefined {
  try {
    const read: unknown = JSON.parse(text ?? 'null');
    return isTokens(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

export function isTokens(value: unknown): value is Tokens {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { by, accessToken, issuer } = value as Record<string, unknown>;
  return typeof accessToken === 'string' && (by === 'link' || (by === 'issuer' && typeof issuer === 'object' && issuer !== null));
}
