import type { Language, LanguagePair } from '../api/types';

export interface LanguageChoices {
  /** Primary subtags that may be spoken. */
  sources: string[];
  /** What may be heard of the source, and whether only the gist of it is promised. */
  targets: { code: string; gist: boolean }[];
}

/** @param source absent: it will be identified, so that whatever is heard of any source may be chosen */
export function languageChoices(languages: readonly Language[], pairs: readonly LanguagePair[], source: string | undefined): LanguageChoices {
  const sources = languages.filter((each) => each.recognized && pairs.some((pair) => pair.source === each.code)).map((each) => each.code);
  const reachable = new Map<string, boolean>();
  for (const pair of pairs) {
    if (source === undefined || pair.source === source) {
      reachable.set(pair.target, (reachable.get(pair.target) ?? true) && pair.tier === 'gist');
    }
  }
  return { sources, targets: [...reachable].map(([code, gist]) => ({ code, gist })) };
}

/** The languages with what is not served here replaced by what is; the same object when everything is. */
export function servedLanguages(chosen: { source: string; target: string }, languages: readonly Language[], pairs: readonly LanguagePair[]): { source: string; target: string } {
  const { sources } = languageChoices(languages, pairs, undefined);
  const source = sources.includes(chosen.source) ? chosen.source : (pairs.find((pair) => pair.tier !== 'gist' && sources.includes(pair.source))?.source ?? sources[0] ?? chosen.source);
  const { targets } = languageChoices(languages, pairs, source);
  const target = targets.some((each) => each.code === chosen.target) ? chosen.target : ((targets.find((each) => !each.gist) ?? targets[0])?.code ?? chosen.target);
  return source === chosen.source && target === chosen.target ? chosen : { source, target };
}
