import type { SpokenPiece } from '../audio/types';
import type { SentAudio } from '../protocol/types';
import type { Cut } from '../session/spokenAudio';

/** A file cut into what is sent for each moment of it, in order, so that sending can go on anywhere. */
export interface Recording {
  audio: SentAudio;
  cut: Cut;
  pieces: SpokenPiece[];
  durationMs: number;
}

/** Why a file cannot be translated: one sentence about it, and one about what to do. */
export class RecordingError extends Error {
  constructor(
    message: string,
    readonly suggestion: string,
  ) {
    super(message);
    this.name = 'RecordingError';
  }
}

/** Lower rates have lost consonants for good; the gateway takes nothing else. */
const LEAST_HZ = 16_000;
const MOST_HZ = 48_000;

/** Refuses what the gateway would refuse, before anything is sent. */
export function requireSpeechQuality(rateHz: number, channels: number): void {
  const rate = rateHz.toLocaleString('en');
  if (rateHz < LEAST_HZ) {
    throw new RecordingError(
      `The recording has ${rate} samples a second; UniVoice needs 16,000 or more.`,
      'Record again in better quality: 16 kHz or more.',
    );
  }
  if (rateHz > MOST_HZ) {
    throw new RecordingError(
      `The recording has ${rate} samples a second; UniVoice takes 48,000 at most.`,
      'Convert it to 48 kHz or less.',
    );
  }
  if (channels < 1 || channels > 2) {
    throw new RecordingError(
      `The recording has ${channels} channels; UniVoice takes one or two.`,
      'Mix it down to mono or stereo.',
    );
  }
}

export function requireSound(pieces: SpokenPiece[], kind: string): void {
  if (pieces.length === 0) {
    throw new RecordingError(`The ${kind} file holds no sound.`, 'It was cut short; take the whole file.');
  }
}

/** Whether these characters, a byte each, stand there. */
export function isAt(bytes: Uint8Array, at: number, magic: string): boolean {
  return [...magic].every((character, offset) => bytes[at + offset] === character.charCodeAt(0));
}
