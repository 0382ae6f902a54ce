import type { SoundFrame } from './types';

/** Sequence (8 bytes), number (4, signed) and time (4), all big-endian: docs/policies/audio.md, "Out". */
const HEADER_BYTES = 16;

/** Sound as it comes in a binary message; undefined when it is too short to be any. */
export function readSoundFrame(message: ArrayBuffer): SoundFrame | undefined {
  if (message.byteLength < HEADER_BYTES) {
    return undefined;
  }
  const header = new DataView(message, 0, HEADER_BYTES);
  return {
    // Whole numbers are exact up to 2^53; at a thousand deliveries a second that lasts longer than anybody speaks.
    sequence: Number(header.getBigInt64(0)),
    audio: header.getInt32(8),
    timeMs: header.getInt32(12),
    sound: new Uint8Array(message, HEADER_BYTES),
  };
}
