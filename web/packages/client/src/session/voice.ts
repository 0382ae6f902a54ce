import type { SentAudio } from '../protocol/types';
import { microphoneAudio } from './configuration';
import { SpokenAudio, type Cut } from './spokenAudio';
import type { Wishes } from './types';

/** What is said: how it is encoded, and what of it waits. */
export interface Voice {
  audio: SentAudio;
  spoken: SpokenAudio;
}

/** What comes from a microphone, of which five seconds are kept through a drop. */
export function microphoneVoice(wishes: Wishes): Voice {
  const cut: Cut =
    wishes.sends === 'pcm16' ? { kind: 'samples', rateHz: 16_000, frameBytes: 2 } : { kind: 'packets' };
  return { audio: microphoneAudio(wishes), spoken: new SpokenAudio(cut) };
}
