/** Real voices, 16 kHz: see samples/README.md. */
import english from '../../../../../../samples/english.wav?inline';
import portuguese from '../../../../../../samples/portuguese.wav?inline';
import { rms } from '../level';
import { readWav } from '../wav';

export const RATE_HZ = 16_000;

/** Said, with the louder half of its 50 ms at `dbfs`. */
export const recorded = (dbfs: number) => ({ english: at(dbfs, samplesOf(english)), portuguese: at(dbfs, samplesOf(portuguese)) });

function samplesOf(dataUrl: string): Float32Array {
  const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (c) => c.charCodeAt(0));
  return readWav(bytes.buffer).samples;
}

function at(dbfs: number, samples: Float32Array): Float32Array {
  const powers = Array.from({ length: Math.floor(samples.length / 800) }, (_, i) => rms(samples, 800 * i, 800) ** 2);
  const louder = powers.sort((a, b) => b - a).slice(0, powers.length >> 1);
  const gain = 10 ** (dbfs / 20) / Math.sqrt(louder.reduce((sum, power) => sum + power, 0) / louder.length);
  return samples.map((sample) => sample * gain);
}

/** What was said when, one after the other or at once, in so many seconds. */
export function timeline(seconds: number, ...said: [number, Float32Array][]): Float32Array {
  const all = new Float32Array(seconds * RATE_HZ);
  for (const [from, sound] of said) {
    sound.slice(0, all.length - from * RATE_HZ).forEach((sample, i) => (all[from * RATE_HZ + i]! += sample));
  }
  return all;
}
