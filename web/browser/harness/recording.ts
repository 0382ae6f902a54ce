import { readFileSync, writeFileSync } from 'node:fs';

/** Mono sound of 16 bits a sample. */
export interface Recording {
  rate: number;
  samples: Int16Array;
}

const HEADER_BYTES = 44;

export function writeWav(path: string, { rate, samples }: Recording): void {
  const wav = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  wav.write('RIFF', 0, 'ascii');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'ascii');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'ascii');
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => wav.writeInt16LE(sample, HEADER_BYTES + 2 * i));
  writeFileSync(path, wav);
}

/** Mono PCM of 16 bits, as the repository's samples are. */
export function readWav(path: string): Recording {
  const wav = readFileSync(path);
  let rate = 0;
  for (let at = 12; at + 8 <= wav.length; ) {
    const name = wav.toString('ascii', at, at + 4);
    const length = wav.readUInt32LE(at + 4);
    if (name === 'fmt ') {
      if (wav.readUInt16LE(at + 8) !== 1 || wav.readUInt16LE(at + 10) !== 1 || wav.readUInt16LE(at + 22) !== 16) {
        throw new Error(`${path} is not mono PCM of 16 bits`);
      }
      rate = wav.readUInt32LE(at + 12);
    } else if (name === 'data') {
      const count = Math.floor(Math.min(length, wav.length - at - 8) / 2);
      return { rate, samples: Int16Array.from({ length: count }, (_, i) => wav.readInt16LE(at + 8 + 2 * i)) };
    }
    at += 8 + length + (length % 2);
  }
  throw new Error(`${path} has no data`);
}

export function durationMs({ rate, samples }: Recording): number {
  return (1000 * samples.length) / rate;
}

/** Root mean square of each 10 ms, 1 being the loudest there is. */
export function levels({ rate, samples }: Recording): number[] {
  const step = rate / 100;
  return Array.from({ length: Math.floor(samples.length / step) }, (_, i) => {
    const piece = samples.subarray(i * step, (i + 1) * step);
    return Math.sqrt(piece.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / step);
  });
}

/** How long something was to be heard. -50 dB of full scale is less than any speech and more than any dither. */
export function soundMs(recording: Recording, level = 0.003): number {
  return 10 * levels(recording).filter((rms) => rms > level).length;
}
