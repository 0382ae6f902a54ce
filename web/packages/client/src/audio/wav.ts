import { decodePcm16 } from './pcm16';

/** A WAV file of 16-bit samples, one channel: a header of 44 bytes and what pieces held. */
export function wavFile(pieces: readonly Uint8Array[], rateHz: number): Blob {
  const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const header = new DataView(new ArrayBuffer(44));
  const word = (at: number, text: string) => [...text].forEach((c, i) => header.setUint8(at + i, c.charCodeAt(0)));
  word(0, 'RIFF');
  header.setUint32(4, 36 + bytes, true);
  word(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true); // samples as they are
  header.setUint16(22, 1, true); // channels
  header.setUint32(24, rateHz, true);
  header.setUint32(28, 2 * rateHz, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  word(36, 'data');
  header.setUint32(40, bytes, true);
  return new Blob([header.buffer, ...(pieces as Uint8Array<ArrayBuffer>[])], { type: 'audio/wav' });
}

/** Samples of a WAV file of 16 bit and one channel, as {@link wavFile} makes them; throws a RangeError for any other. */
export function readWav(file: ArrayBuffer): { samples: Float32Array; rateHz: number } {
  const view = new DataView(file);
  let rateHz = 0;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const name = view.getUint32(at, false);
    if (name === 0x666d7420 /* "fmt " */) {
      if (view.getUint16(at + 8, true) !== 1 || view.getUint16(at + 10, true) !== 1 || view.getUint16(at + 22, true) !== 16) {
        throw new RangeError('not one channel of 16 bit');
      }
      rateHz = view.getUint32(at + 12, true);
    } else if (name === 0x64617461 /* "data" */ && rateHz > 0) {
      return { samples: decodePcm16(new Uint8Array(file, at + 8, Math.min(length, view.byteLength - at - 8))), rateHz };
    }
    at += 8 + length + (length % 2);
  }
  throw new RangeError('no WAV file');
}
