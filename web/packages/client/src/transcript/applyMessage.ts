import type { ServerMessage } from '../protocol/types';
import type { LineTranslation, TranscriptLine, TranscriptState } from './types';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

export const EMPTY_TRANSCRIPT: TranscriptState = { lines: [], voices: {}, names: {} };

/**
 * What is shown after one more message. Messages that say nothing about what was said leave the state as it is, the very
 * same object, so that nothing is drawn again. Segments are told apart by their ids alone: a clause, which is a part of a
 * segment, has one of its own.
 */
export function applyMessage(state: TranscriptState, message: ServerMessage): TranscriptState {
  switch (message.type) {
    case 'caption.partial':
      return partial(state, message);
    case 'caption.final':
      return caption(state, message, { final: true, stableCharacters: 0, overlapped: message.overlapped, words: message.words });
    case 'translation':
      return translation(state, message);
    case 'speech.begin':
      return spoken(state, message);
    case 'speech.end':
      return amended(state, message, (line) => ({ ...line, voice: message.voice }));
    case 'latency':
      return amended(state, message, (line) => ({ ...line, latency: { ...message.stages } }));
    case 'session.status':
      return named(state, message);
    default:
      return state;
  }
}

function partial(state: TranscriptState, message: Of<'caption.partial'>): TranscriptState {
  const known = state.lines.find(({ segment }) => segment === message.segment);
  if (known?.final) {
    // A final does not change any more, whatever comes late.
    return state;
  }
  if (message.text === '') {
    return known === undefined ? state : { ...state, lines: state.lines.filter((line) => line !== known) };
  }
  const { stableCharacters } = message;
  const speaker = shownSpeaker(state, message);
  return caption(state, { ...message, speaker }, { final: false, stableCharacters, overlapped: false, words: [] });
}

function caption(
  state: TranscriptState,
  message: Of<'caption.partial'> | Of<'caption.final'>,
  rest: Pick<TranscriptLine, 'final' | 'stableCharacters' | 'overlapped' | 'words'>,
): TranscriptState {
  const { segment, participant, speaker, language, text, confidence, lowConfidence, startMs, endMs } = message;
  const translations = state.lines.find((line) => line.segment === segment)?.translations ?? [];
  return withLine(state, {
    ...{ segment, participant, speaker, language, text, confidence, lowConfidence, startMs, endMs },
    ...rest,
    translations,
  });
}

function translation(state: TranscriptState, message: Of<'translation'>): TranscriptState {
  const line = state.lines.find(({ segment }) => segment === message.segment) ?? untold(message, message.sourceLanguage);
  const { language, text, confidence, alternatives, entities, tier } = message;
  const known = line.translations.find((other) => other.language === language);
  const translated = { ...known, language, text, confidence, alternatives, entities, tier };
  return withLine(state, { ...line, translations: withTranslation(line.translations, translated) });
}

/** Its speech may begin before the translation itself has come: it holds the place. */
function spoken(state: TranscriptState, message: Of<'speech.begin'>): TranscriptState {
  const line = state.lines.find(({ segment }) => segment === message.segment) ?? untold(message, '');
  const known = line.translations.find(({ language }) => language === message.language);
  const translated = { ...(known ?? unwritten(message.language)), voice: message.voice };
  return withLine(state, { ...line, translations: withTranslation(line.translations, translated) });
}

/** What comes after the translation is of no use without it. */
function amended(
  state: TranscriptState,
  message: { segment: string; language: string },
  change: (translation: LineTranslation) => LineTranslation,
): TranscriptState {
  const line = state.lines.find(({ segment }) => segment === message.segment);
  const known = line?.translations.find(({ language }) => language === message.language);
  return line === undefined || known === undefined
    ? state
    : withLine(state, { ...line, translations: withTranslation(line.translations, change(known)) });
}

function named(state: TranscriptState, message: Of<'session.status'>): TranscriptState {
  const told = message.participants.filter(({ name }) => name !== '');
  if (told.every(({ participantId, name }) => state.names[participantId] === name)) {
    return state;
  }
  return { ...state, names: { ...state.names, ...Object.fromEntries(told.map((one) => [one.participantId, one.name])) } };
}

/** A line whose caption has not come yet, or never will, as where captions are read too slowly. */
function untold(
  message: { segment: string; participant: string; speaker: string; startMs: number; endMs: number },
  language: string,
): TranscriptLine {
  const { segment, participant, speaker, startMs, endMs } = message;
  const nothing = { text: '', final: false, stableCharacters: 0, confidence: 0, lowConfidence: false, overlapped: false };
  return { segment, participant, speaker, language, ...nothing, words: [], startMs, endMs, translations: [] };
}

function unwritten(language: string): LineTranslation {
  return { language, text: '', confidence: 0, alternatives: [], entities: [], tier: '' };
}

function withTranslation(all: LineTranslation[], one: LineTranslation): LineTranslation[] {
  return all.some(({ language }) => language === one.language)
    ? all.map((other) => (other.language === one.language ? one : other))
    : [...all, one];
}

/**
 * In the order in which things were said. Within a track its own times tell. Tracks have no time in common, so between
 * them the order of first appearance holds: a new line goes to the end, and from there before those of its own track
 * that were said later.
 */
function withLine(state: TranscriptState, line: TranscriptLine): TranscriptState {
  const at = state.lines.findIndex(({ segment }) => segment === line.segment);
  const lines = [...state.lines];
  if (at >= 0) {
    lines[at] = line;
  } else {
    const later = lines.findIndex(
      ({ participant, startMs, earlier }) => !earlier && participant === line.participant && startMs > line.startMs,
    );
    lines.splice(later < 0 ? lines.length : later, 0, line);
  }
  return { ...state, lines, voices: withVoice(state.voices, line, isGuess(line)) };
}

/** Who speaks is certain with the final, and with the translation, which is of one. */
function isGuess({ final, translations }: TranscriptLine): boolean {
  return !final && translations.length === 0;
}

/** Of a partial: the guessed voice where it is known already, or else the one that this participant spoke with last. */
function shownSpeaker({ lines, voices }: TranscriptState, { participant, speaker }: Of<'caption.partial'>): string {
  if (voiceKey(participant, speaker) in voices) {
    return speaker;
  }
  const last = lines.filter((line) => line.participant === participant).at(-1);
  return last?.speaker ?? Object.values(voices).find((voice) => voice.participant === participant)?.speaker ?? speaker;
}

/** A guess takes a colour only where its participant has none yet, and leaves it to whoever it really was. */
function withVoice(voices: TranscriptState['voices'], { participant, speaker }: TranscriptLine, guess: boolean): TranscriptState['voices'] {
  const key = voiceKey(participant, speaker);
  const known = voices[key];
  if (known !== undefined && (guess || !known.provisional)) {
    return voices;
  }
  const guessed = Object.entries(voices).find(([, voice]) => voice.participant === participant && voice.provisional);
  const others = Object.fromEntries(Object.entries(voices).filter(([other]) => other !== guessed?.[0]));
  const colour = guessed?.[1].colour ?? Object.keys(voices).length;
  return { ...others, [key]: { participant, speaker, colour, ...(guess && { provisional: true as const }) } };
}

export function voiceKey(participant: string, speaker: string): string {
  return `${participant}/${speaker}`;
}
