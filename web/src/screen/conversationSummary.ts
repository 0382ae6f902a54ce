import type { TranscriptState } from '@univoice/client';

export interface ConversationSummary {
  /** From its beginning until what was said last; whole minutes, at least one. */
  minutes: number;
  sentences: number;
  voices: number;
  /** Primary subtags in which at least some of it can be read, in alphabetical order. */
  languages: string[];
}

const MINUTE_MS = 60_000;

/** What there was, for whoever looks back; undefined: nothing was said. */
export function conversationSummary({ lines }: Pick<TranscriptState, 'lines'>): ConversationSummary | undefined {
  const said = lines.filter((line) => line.final && line.text !== '');
  if (said.length === 0) {
    return undefined;
  }
  const tags = said.flatMap((line) => [line.language, ...line.translations.map((each) => each.language)]);
  const lastMs = said.reduce((last, line) => Math.max(last, line.endMs), 0);
  return {
    minutes: Math.max(1, Math.round(lastMs / MINUTE_MS)),
    sentences: said.length,
    voices: new Set(said.map((line) => `${line.participant}/${line.speaker}`)).size,
    languages: [...new Set(tags.map((tag) => tag.split('-')[0] ?? '').filter((tag) => tag !== ''))].sort(),
  };
}
