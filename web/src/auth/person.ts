import type { Tokens } from './tokens';

/**
 * Whose tokens they are, by what came with them: at an issuer the subject of the identity token, which this page has
 * checked; a link's token is all that is known of who has it.
 *
 * @returns undefined where nothing says
 */
export function personOf(tokens: Tokens): string | undefined {
  if (tokens.by === 'link') {
    return `link ${tokens.accessToken}`;
  }
  const subject = subjectOf(tokens.idToken) ?? subjectOf(tokens.accessToken);
  return subject === undefined ? undefined : `${tokens.issuer.issuer} ${subject}`;
}

/** Who is unknown is nobody's double. */
export function samePerson(one: Tokens, other: Tokens): boolean {
  const person = personOf(one);
  return person !== undefined && person === personOf(other);
}

function subjectOf(token: string | undefined): string | undefined {
  try {
    const payload = token?.split('.')[1] ?? '';
    const { sub } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: unknown };
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    // Opaque, as access tokens of some issuers are.
    return undefined;
  }
}
