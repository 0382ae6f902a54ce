import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePcm16, encodePcm16 } from './pcm16';
import { readWav, wavFile } from './wav';

it('encodes what it decoded to the same bytes, but for the lowest number that has no counterpart', () => {
  fc.assert(
    fc.property(fc.int16Array({ min: -32_767 }), (samples) => {
      const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
      expect(encodePcm16(decodePcm16(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
});

it('cuts off what is louder than full scale', () => {
  expect([...decodePcm16(encodePcm16(Float32Array.of(-2, 2)))]).toEqual([-1, 1]);
  expect([...decodePcm16(Uint8Array.of(0, 0x80, 7))]).toEqual([-1]);
});

it('writes a WAV file that holds the pieces one after the other', async () => {
  const pieces = [encodePcm16(Float32Array.of(0, 0.5)), encodePcm16(Float32Array.of(-0.5))];
  const read = readWav(await wavFile(pieces, 16_000).arrayBuffer());
  expect(read.rateHz).toBe(16_000);
  expect([...read.samples].map((sample) => Math.round(2 * sample) / 2 + 0)).toEqual([0, 0.5, -0.5]);
});

it('refuses what is no such file', () => {
  expect(() => readWav(new ArrayBuffer(44))).toThrow(RangeError);
});
