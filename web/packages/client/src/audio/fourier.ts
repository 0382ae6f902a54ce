/** The discrete Fourier transform of one length, a power of two, in place (Cooley and Tukey, 1965). */
export class Fourier {
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;

  constructor(readonly length: number) {
    this.cosines = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.sines = Float64Array.from({ length: length / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  }

  /** Backwards is the same with both parts exchanged, and the sum is `length` times too large. */
  transform(real: Float64Array, imaginary: Float64Array): void {
    this.reverseBits(real, imaginary);
    for (let half = 1; half < this.length; half *= 2) {
      const step = this.length / (2 * half);
      for (let from = 0; from < this.length; from += 2 * half) {
        for (let k = 0; k < half; k++) {
          const cos = this.cosines[k * step]!;
          const sin = this.sines[k * step]!;
          const a = from + k;
          const b = a + half;
          const re = real[b]! * cos + imaginary[b]! * sin;
          const im = imaginary[b]! * cos - real[b]! * sin;
          real[b] = real[a]! - re;
          imaginary[b] = imaginary[a]! - im;
          real[a]! += re;
          imaginary[a]! += im;
        }
      }
    }
  }

  private reverseBits(real: Float64Array, imaginary: Float64Array): void {
    for (let i = 1, j = 0; i < this.length; i++) {
      let bit = this.length >> 1;
      for (; j & bit; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        [real[i], real[j]] = [real[j]!, real[i]!];
        [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
      }
    }
  }
}
