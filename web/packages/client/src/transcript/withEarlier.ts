import type { components } from '../generated/api';
import { voiceKey } from './applyMessage';
import type { LineTranslation, TranscriptLine, TranscriptState } from './types';

/** What the API has kept of a session. */
export type KeptTranscript = Pick<components['schemas']['Transcript'], 'participants' | 'segments'>;

/**
 * What was said before this page knew of it, above what it has heard itself. Lines that it knows stay as they are: they
 * say more, such as each word's time.
 */
export function withEarlier(state: TranscriptState, { participants, segments }: KeptTranscript): TranscriptState {
  const known = new Set(state.lines.map(({ segment }) => segment));
  const earlier = segments.map(lineOf).filter((line) => line.segment !== '' && !known.has(line.segment));
  const voices = { ...state.voices };
  for (const { participant, speaker } of earlier) {
    voices[voiceKey(participant, speaker)] ??= { participant, speaker, colour: Object.keys(voices).length };
  }
  const names = Object.fromEntries(participants.map(({ id, name }) => [id, name]));
  return { lines: [...earlier, ...state.lines], voices, names: { ...names, ...state.names } };
}

function lineOf(segment: Record<string, unknown>): TranscriptLine {
  const { translations } = segment;
  return {
    segment: text(segment.segment),
    participant: text(segment.participant),
    speaker: text(segment.speaker),
    language: text(segment.language),
    text: text(segment.text),
    final: true,
    stableCharacters: 0,
    confidence: number(segment.confidence),
    lowConfidence: false,
    overlapped: segment.overlapped === true,
    words: [],
    startMs: number(segment.startMs),
    endMs: number(segment.endMs),
    translations: Array.isArray(translations) ? translations.map(translationOf) : [],
    earlier: true,
  };
}

function translationOf({ language, text: words, confidence }: Record<string, unknown>): LineTranslation {
  return { language: text(language), text: text(words), confidence: number(confidence), alternatives: [], entities: [], tier: '' };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
