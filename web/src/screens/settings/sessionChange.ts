import type { components } from '@univoice/client';
import type { Settings } from '../../store/ui';

export type SessionChange = components['schemas']['SessionChange'];

/** Settings that the session itself has; the rest is this page's own. */
export const OF_SESSION = ['enableRecording', 'qualityMode', 'glossary', 'vocabulary', 'maskProfanity', 'redactPersonalData'] as const;

/**
 * What the gateway is to change so that a running session is as the settings say.
 *
 * @returns undefined where nothing of the change is the session's
 */
export function sessionChange(changed: Partial<Settings>): SessionChange | undefined {
  const { enableRecording, qualityMode, glossary, vocabulary, maskProfanity, redactPersonalData } = changed;
  const configuration: NonNullable<SessionChange['configuration']> = {
    ...(qualityMode !== undefined && { qualityMode }),
    ...(glossary !== undefined && { customTerminology: glossary || null }),
    ...(vocabulary !== undefined && { customVocabulary: vocabulary.length === 0 ? null : vocabulary }),
    ...(maskProfanity !== undefined && { maskProfanity }),
    ...(redactPersonalData !== undefined && { redactPersonalData }),
  };
  const change: SessionChange = {
    ...(enableRecording !== undefined && { recordingEnabled: enableRecording }),
    ...(Object.keys(configuration).length > 0 && { configuration }),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

/** Settings as a session has them: what somebody else chose for it meanwhile. */
export function settingsOfSession(session: components['schemas']['Session']): Pick<Settings, (typeof OF_SESSION)[number]> {
  const { configuration, recordingEnabled } = session;
  return {
    enableRecording: recordingEnabled,
    qualityMode: configuration.qualityMode,
    glossary: configuration.customTerminology ?? '',
    vocabulary: configuration.customVocabulary,
    maskProfanity: configuration.maskProfanity,
    redactPersonalData: configuration.redactPersonalData,
  };
}

/** At most so many words of so many letters, as the gateway takes them. */
const MOST_WORDS = 200;
const LONGEST_WORD = 100;

/** Words as somebody typed or pasted them, divided by commas or lines; each once. */
export function vocabularyOf(text: string): string[] {
  const words = text
    .split(/[,;\n]/)
    .map((word) => word.trim().slice(0, LONGEST_WORD))
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS);
}
