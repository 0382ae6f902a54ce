import type { NewSession } from '../api/types';
import type { UiState } from '../store/ui';

/** The session that is opened with what was chosen; what was not is left to the server. */
export function newSession({ language, settings }: Pick<UiState, 'language' | 'settings'>): NewSession {
  const { qualityMode, glossary, vocabulary, maskProfanity, redactPersonalData, participantName, enableRecording } = settings;
  return {
    sourceLanguage: settings.autoDetectLanguage ? 'auto' : language.source,
    targetLanguage: language.target,
    ...(participantName.trim() !== '' && { participantName: participantName.trim() }),
    ...(enableRecording && { recordingEnabled: true }),
    configuration: {
      qualityMode,
      ...(glossary !== '' && { customTerminology: glossary }),
      ...(vocabulary.length > 0 && { customVocabulary: vocabulary }),
      ...(maskProfanity && { maskProfanity }),
      ...(redactPersonalData && { redactPersonalData }),
    },
  };
}
