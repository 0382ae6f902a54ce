/** Little-endian signed 16-bit samples, as they travel, and samples between -1 and 1, as the browser has them. */

/** 32,767 for both signs: so that what is decoded and encoded again is the same. */
const FULL_SCALE = 32_767;

/** Louder than full scale is cut off, as every converter does. */
export function encodePcm16(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, i) => view.setInt16(2 * i, Math.round(Math.max(-1, Math.min(1, sample)) * FULL_SCALE), true));
  return bytes;
}

/** A last odd byte is no sample and is left out. */
export function decodePcm16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength >> 1 }, (_, i) => Math.max(-1, view.getInt16(2 * i, true) / FULL_SCALE));
}
