import type { LanguagePair } from '../api/types';

export interface LanguageGroups {
  /** Translated so that one can rely on it. */
  useful: string[];
  /** Understood in outline; told apart so that nobody trusts it too far. */
  gist: string[];
}

/** Is no pair with this source better than a gist? */
export function isGistSource(pairs: readonly LanguagePair[], source: string): boolean {
  return !pairs.some((pair) => pair.source === source && pair.tier !== 'gist');
}

/** Languages in two groups, each by name as the page's language orders names. */
export function languageGroups(codes: readonly string[], isGist: (code: string) => boolean, name: (code: string) => string, locale: string): LanguageGroups {
  const ordered = [...new Set(codes)].sort((one, other) => name(one).localeCompare(name(other), locale));
  return { useful: ordered.filter((code) => !isGist(code)), gist: ordered.filter(isGist) };
}
