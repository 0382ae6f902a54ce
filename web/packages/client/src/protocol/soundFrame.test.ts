import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSoundFrame } from './soundFrame';

describe('reading sound', () => {
  it('reads a header of any numbers and leaves the sound as it is', () => {
    const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.maxSafeNat(), int32, int32, fc.uint8Array(), (sequence, audio, timeMs, sound) => {
        const message = new ArrayBuffer(16 + sound.length);
        const view = new DataView(message);
        view.setBigInt64(0, BigInt(sequence));
        view.setInt32(8, audio);
        view.setInt32(12, timeMs);
        new Uint8Array(message, 16).set(sound);

        expect(readSoundFrame(message)).toEqual({ sequence, audio, timeMs, sound });
      }),
    );
  });

  it('takes nothing that is shorter than a header', () => {
    expect(readSoundFrame(new ArrayBuffer(15))).toBeUndefined();
    expect(readSoundFrame(new ArrayBuffer(16))?.sound.length).toBe(0);
  });
});
