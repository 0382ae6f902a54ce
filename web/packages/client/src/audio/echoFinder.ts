import { Fourier } from './fourier';
import { WAVEFORM_RATE_HZ, type Waveform } from './waveform';

const LENGTH = 8_192;
/** Of a voice on the telephone; below lies hum, above what resampling left. */
const LOWEST = Math.round((200 / WAVEFORM_RATE_HZ) * LENGTH);
const HIGHEST = Math.round((3_500 / WAVEFORM_RATE_HZ) * LENGTH);
/** A correlation by chance is at most some 4.5 times as high as they are on the mean over all lags. */
const SURE = 8;
/** By 60 dB softer it does not matter; beside silence rounding alone may look alike. */
const INAUDIBLE = 1e-6;

/** Where and how softly what is played comes back. */
export interface Echo {
  lagMs: number;
  /** Of the powers, of what comes by the shortest way alone. */
  gain: number;
}

/**
 * Finds what is played in what is captured, also beneath a voice: where the generalised cross-correlation with phase transform peaks (Knapp
 * and Carter, 1976). A voice has nothing to do with what is played, and so adds nothing to what correlates.
 */
export class EchoFinder {
  private readonly fourier = new Fourier(LENGTH);
  private readonly real = new Float64Array(LENGTH);
  private readonly imaginary = new Float64Array(LENGTH);
  private readonly longestLag: number;

  constructor(longestLagMs: number) {
    this.longestLag = (longestLagMs * WAVEFORM_RATE_HZ) / 1_000;
  }

  /** `aheadMs`: by how much the newest of what was played is newer than the newest that was captured. */
  find(played: Waveform, captured: Waveform, aheadMs: number): Echo | undefined {
    const ahead = Math.round((aheadMs * WAVEFORM_RATE_HZ) / 1_000);
    const { real, imaginary, longestLag } = this;
    for (let i = 0; i < LENGTH; i++) {
      real[i] = played.at(LENGTH - 1 - i + ahead);
      imaginary[i] = i < longestLag ? 0 : captured.at(LENGTH - 1 - i);
    }
    this.fourier.transform(real, imaginary);
    this.correlate();
    // Exchanged: backwards.
    this.fourier.transform(imaginary, real);
    let lag = 0;
    let squares = 0;
    for (let at = 0; at <= longestLag; at++) {
      squares += real[at]! ** 2;
      lag = Math.abs(real[at]!) > Math.abs(real[lag]!) ? at : lag;
    }
    if (Math.abs(real[lag]!) < SURE * Math.sqrt(squares / longestLag)) {
      return undefined;
    }
    const gain = this.gain(played, captured, ahead, lag);
    return gain > INAUDIBLE ? { lagMs: (1_000 * lag) / WAVEFORM_RATE_HZ, gain } : undefined;
  }

  /** Of both spectra, transformed as the parts of one, the phase between them. */
  private correlate(): void {
    const { real, imaginary } = this;
    for (let k = 0; k <= LENGTH / 2; k++) {
      const mirror = (LENGTH - k) % LENGTH;
      const playedRe = real[k]! + real[mirror]!;
      const playedIm = imaginary[k]! - imaginary[mirror]!;
      const capturedRe = imaginary[k]! + imaginary[mirror]!;
      const capturedIm = real[mirror]! - real[k]!;
      const re = playedRe * capturedRe + playedIm * capturedIm;
      const im = playedRe * capturedIm - playedIm * capturedRe;
      const size = k < LOWEST || k > HIGHEST ? Infinity : Math.hypot(re, im) || 1;
      real[k] = re / size;
      imaginary[k] = im / size;
      real[mirror] = re / size;
      imaginary[mirror] = -im / size;
    }
  }

  /** By regression. */
  private gain(played: Waveform, captured: Waveform, ahead: number, lag: number): number {
    let both = 0;
    let alone = 0;
    for (let age = 0; age < LENGTH - this.longestLag; age++) {
      const reference = played.at(age + ahead + lag);
      both += reference * captured.at(age);
      alone += reference * reference;
    }
    return alone > 0 ? (both / alone) ** 2 : 0;
  }
}
