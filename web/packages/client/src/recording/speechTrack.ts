const RATE_HZ = 24_000;
const HEADER_BYTES = 44;

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
    return new Blob([header(bytes), ...parts] as BlobPart[], { type: 'audio/wav' });
  }

  private inOrder(): Speech[] {
    return [...this.speeches.values()].filter(({ sounds }) => sounds.length > 0).sort((a, b) => a.endMs - b.endMs);
  }
}

function header(dataBytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (at: number, letters: string): void =>
    [...letters].forEach((letter, offset) => view.setUint8(at + offset, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, RATE_HZ * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return new Uint8Array(view.buffer);
}
