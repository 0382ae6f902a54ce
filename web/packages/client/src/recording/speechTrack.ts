import { wavFile } from '../audio/wav';

const RATE_HZ = 24_000;

interface Speech {
  /** Where the segment ends whose translation it speaks. */
  endMs: number;
  sounds: Uint8Array[];
}

/**
 * Translated speech laid beside the recording, as an interpreter would speak: each translation begins when its segment
 * has been said, or when the one ahead of it has been spoken. 24 kHz mono, 16 bit.
 */
export class SpeechTrack {
  private readonly speeches = new Map<number, Speech>();

  begin(audio: number, endMs: number): void {
    const known = this.speeches.get(audio);
    this.speeches.set(audio, known ?? { endMs, sounds: [] });
  }

  /** Of numbers that were not begun nothing is known, so nothing is kept. */
  add(audio: number, sound: Uint8Array): void {
    this.speeches.get(audio)?.sounds.push(sound);
  }

  /** Everything in one file. */
  wav(): Blob {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (const { endMs, sounds } of this.inOrder()) {
      const silent = Math.max(0, Math.floor((endMs * RATE_HZ) / 1_000) * 2 - bytes);
      parts.push(new Uint8Array(silent), ...sounds);
      bytes += silent + sounds.reduce((sum, { length }) => sum + length, 0);
    }
    return wavFile(parts, RATE_HZ);
  }

  private inOrder(): Speech[] {
    return [...this.speeches.values()].filter(({ sounds }) => sounds.length > 0).sort((a, b) => a.endMs - b.endMs);
  }
}
