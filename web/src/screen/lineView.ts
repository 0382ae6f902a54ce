import type { LineTranslation, TranscriptLine, TranscriptState } from '@univoice/client';

/** The part of a provisional text that stays, and the part that may still change; cut between letters, not inside one. */
export function stableParts({ text, final, stableCharacters }: Pick<TranscriptLine, 'text' | 'final' | 'stableCharacters'>): { stable: string; changing: string } {
  if (final) {
    return { stable: text, changing: '' };
  }
  const letters = Array.from(text);
  return { stable: letters.slice(0, stableCharacters).join(''), changing: letters.slice(stableCharacters).join('') };
}

/** What of the translations is worth showing beside the original: one that has text and is not the original again. */
export function shownTranslations({ language, text, translations }: Pick<TranscriptLine, 'language' | 'text' | 'translations'>): LineTranslation[] {
  return translations.filter((each) => each.text !== '' && !(each.language === language && each.text === text));
}

/** Is there more to tell about a translation than its text? */
export function hasDetails({ alternatives, entities }: Pick<LineTranslation, 'alternatives' | 'entities'>): boolean {
  return alternatives.length > 0 || entities.length > 0;
}

/** Whether a line goes on what the one before began: the name is then not written again. */
export function goesOn(before: TranscriptLine | undefined, line: TranscriptLine): boolean {
  return before !== undefined && before.participant === line.participant && before.speaker === line.speaker && before.language === line.language;
}

/**
 * What a screen reader says: the latest line of somebody else that will not change, translated where it is. One's own
 * words nobody needs to be told.
 */
export function announced({ lines }: Pick<TranscriptState, 'lines'>, me: string | undefined): { line: TranscriptLine; text: string } | undefined {
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    if (line?.final && line.text !== '' && (line.participant !== me || line.translations.length > 0)) {
      return { line, text: shownTranslations(line)[0]?.text ?? line.text };
    }
  }
  return undefined;
}
