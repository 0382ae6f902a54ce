import { api } from '../api/api';
import type { NewSession } from '../api/types';
import { mayBeOffered } from '../auth/permissions';
import type { RootState } from '../store/store';
import { ownName } from './ownName';

/**
 * The session that is opened with what was chosen; what was not is left to the server. What this person may not choose,
 * or has no more, is left out: it would only keep them from speaking.
 */
export function newSession(state: Pick<RootState, 'ui' | 'auth' | 'api'>): NewSession {
  const { language, settings } = state.ui;
  const { qualityMode, vocabulary, maskProfanity, redactPersonalData, enableRecording } = settings;
  const glossary = glossaryOf(state);
  const participantName = ownName(state);
  return {
    sourceLanguage: settings.autoDetectLanguage ? 'auto' : language.source,
    targetLanguage: language.target,
    ...(participantName !== '' && { participantName }),
    ...(enableRecording && mayBeOffered(state.auth.permissions, 'record') && { recordingEnabled: true }),
    configuration: {
      qualityMode,
      ...(glossary !== '' && { customTerminology: glossary }),
      ...(vocabulary.length > 0 && { customVocabulary: vocabulary }),
      ...(maskProfanity && { maskProfanity }),
      ...(redactPersonalData && { redactPersonalData }),
    },
  };
}

function glossaryOf(state: Pick<RootState, 'ui' | 'auth' | 'api'>): string {
  const { glossary } = state.ui.settings;
  const { user, permissions } = state.auth;
  const { data: own } = api.endpoints.glossaries.select()(state as RootState);
  const isForeign = (user !== null && !mayBeOffered(permissions, 'glossaries')) || (own && !own.glossaries.includes(glossary));
  return isForeign ? '' : glossary;
}
