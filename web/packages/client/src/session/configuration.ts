import type { components } from '../generated/api';
import type { SentAudio } from '../protocol/types';
import type { Wishes } from './types';

/** How pieces from a microphone are encoded: 16 kHz mono, as the rest of UniVoice hears. */
export function microphoneAudio(wishes: Pick<Wishes, 'sends'>): SentAudio {
  return { format: wishes.sends, sampleRate: 16_000, channels: 1 };
}

/** The fields of session.configure; what is not wished for is left out. */
export function configuration(
  wishes: Omit<Wishes, 'sends'>,
  audio: SentAudio,
): Omit<components['schemas']['ConfigureMessage'], 'action'> {
  return {
    ...(wishes.speaks ? { speaks: wishes.speaks, audio } : {}),
    ...(wishes.hears ? { hears: wishes.hears } : {}),
    ...(wishes.captions ? { captions: wishes.captions } : {}),
    // Nobody can have others' voices who hears nothing: the gateway would refuse all of it.
    ...(wishes.original && wishes.hears ? { original: wishes.original } : {}),
    output: { format: wishes.wants },
  };
}
