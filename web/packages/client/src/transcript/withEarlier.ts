import type { components } from '../generated/api';
import { voiceKey } from './applyMessage';
import type { LineTranslation, TranscriptLine, TranscriptState } from './types';

type Said = components['schemas']['TranscriptSegment'];

/** What the API has kept of a session. */
export type KeptTranscript = Pick<components['schemas']['Transcript'], 'participants' | 'segments'>;

/**
 * What was said before this page knew of it, above what it has heard itself. Lines that it knows stay as they are: they
 * say more, such as each word's time.
 */
export function withEarlier(state: TranscriptState, { participants, segments }: KeptTranscript): TranscriptState {
  const known = new Set(state.lines.map(({ segment }) => segment));
  const earlier = segments.map(lineOf).filter(({ segment }) => !known.has(segment));
  const voices = { ...state.voices };
  for (const { participant, speaker } of earlier) {
    voices[voiceKey(participant, speaker)] ??= { participant, speaker, colour: Object.keys(voices).length };
  }
  const names = Object.fromEntries(participants.map(({ id, name }) => [id, name]));
  return { lines: [...earlier, ...state.lines], voices, names: { ...names, ...state.names } };
}

function lineOf({ segment, participant, speaker, language, text, confidence, overlapped, startMs, endMs, translations }: Said): TranscriptLine {
  return {
    ...{ segment, participant, speaker, language, text, confidence, overlapped, startMs, endMs },
    final: true,
    stableCharacters: 0,
    lowConfidence: false,
    words: [],
    translations: translations.map(translationOf),
    earlier: true,
  };
}

function translationOf({ language, text, confidence }: Said['translations'][number]): LineTranslation {
  return { language, text, confidence, alternatives: [], entities: [], tier: '' };
}
