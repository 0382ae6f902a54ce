import type { TranscriptState } from '@univoice/client';
import type { Said } from './sessionLine';

/** The key of a voice among {@link heardVoices}. */
export function voiceOf({ participant, speaker }: Pick<Said, 'participant' | 'speaker'>): string {
  return `${participant}/${speaker}`;
}

/**
 * Who was heard, as the running conversation has it: voices in order of appearance, and participants by name. Two
 * participants may each have a first speaker "S1"; only both together are one voice.
 */
export function heardVoices(said: readonly Said[]): Pick<TranscriptState, 'names' | 'voices'> {
  const voices: TranscriptState['voices'] = {};
  for (const { participant, speaker } of said) {
    voices[voiceOf({ participant, speaker })] ??= { participant, speaker, colour: Object.keys(voices).length };
  }
  return { voices, names: Object.fromEntries(said.filter(({ name }) => name !== '').map(({ participant, name }) => [participant, name])) };
}
