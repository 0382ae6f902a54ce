import type { SpokenPiece } from '../audio/types';
import type { SentAudio } from '../protocol/types';
import { microphoneAudio } from './configuration';
import { SpokenAudio, type Command, type Cut } from './spokenAudio';
import type { Wishes } from './types';

/** What is said: how it is encoded, what of it waits, and whether it goes on. */
export class Voice {
  private isPaused = false;
  private isStopped = false;

  constructor(
    readonly audio: SentAudio,
    readonly spoken: SpokenAudio,
  ) {}

  /** @returns how much of what was said is lost by it, in milliseconds */
  speak(piece: SpokenPiece): number {
    return this.isPaused || this.isStopped ? 0 : this.spoken.add(piece);
  }

  pause(): void {
    if (!this.isPaused) {
      this.isPaused = true;
      this.control('pause');
    }
  }

  resume(): void {
    if (this.isPaused) {
      this.isPaused = false;
      this.control('resume');
    }
  }

  stop(): void {
    this.control('stop');
    this.isStopped = true;
  }

  private control(command: Command): void {
    if (!this.isStopped) {
      this.spoken.control(command);
    }
  }
}

/** What comes from a microphone, of which five seconds are kept through a drop. */
export function microphoneVoice(wishes: Wishes): Voice {
  const cut: Cut =
    wishes.sends === 'pcm16' ? { kind: 'samples', rateHz: 16_000, frameBytes: 2 } : { kind: 'packets' };
  return new Voice(microphoneAudio(wishes), new SpokenAudio(cut));
}
