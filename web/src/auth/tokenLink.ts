/**
 * The link that the launcher prints carries the machine's token behind the `#`, which no browser sends anywhere.
 *
 * @returns undefined where the fragment says nothing of a token
 */
export function tokenOfLink(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token')?.trim();
  return token || undefined;
}

/** What somebody pasted: the token itself, or the whole link with it. */
export function tokenOfPaste(pasted: string): string | undefined {
  const text = pasted.trim();
  const fragment = text.indexOf('#');
  if (fragment >= 0) {
    return tokenOfLink(text.slice(fragment));
  }
  return text && !/\s/.test(text) ? text : undefined;
}
