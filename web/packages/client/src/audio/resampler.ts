/**
 * Another sampling rate, by a polyphase windowed sinc (J. O. Smith, Digital Audio Resampling, CCRMA, "bandlimited
 * interpolation"): Kaiser window, beta 8, some 80 dB of stop band; 32 zero crossings to each side, cut off at 93 % of the lower Nyquist
 * frequency, so that at 16 kHz everything up to 6.5 kHz is as it was and nothing is folded back.
 *
 * Of our own because browsers differ: Firefox refuses to connect a microphone to a context of another rate, and what they resample with
 * differs too. So contexts run at their device's rate, and sound is the same everywhere. Output begins with the first input sample (the filter's
 * delay is left out) and is `round`ed up to the length of the input once it is flushed.
 */
const ZERO_CROSSINGS = 32;
const KAISER_BETA = 8;
const PASS_BAND = 0.93;

export class Resampler {
  private readonly up: number;
  private readonly down: number;
  /** How far a tap reaches, in input samples. */
  private readonly reach: number;
  private readonly phases: Float32Array[] = [];
  /** Input from `start` on, as a position of the whole input; begins with `reach` samples of silence before the first. */
  private kept: Float32Array;
  private start: number;
  private produced = 0;
  private received = 0;

  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.up = toHz / divisor;
    this.down = fromHz / divisor;
    const cutoff = Math.min(1, toHz / fromHz) * PASS_BAND;
    this.reach = Math.ceil(ZERO_CROSSINGS / Math.min(1, toHz / fromHz));
    this.kept = new Float32Array(this.reach);
    this.start = -this.reach;
    for (let phase = 0; phase < this.up; phase++) {
      this.phases.push(taps(phase / this.up, this.reach, cutoff));
    }
  }

  /** Everything that these samples settle. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    this.received += samples.length;
    if (this.up === this.down) {
      this.produced += samples.length;
      return samples.slice();
    }
    return this.resample(samples, this.received - this.reach);
  }

  /** The rest. Nothing may follow. */
  flush(): Float32Array<ArrayBuffer> {
    return this.up === this.down ? new Float32Array(0) : this.resample(new Float32Array(this.reach + 1), this.received);
  }

  /** Samples out whose place lies before `before`, an input position. */
  private resample(samples: Float32Array, before: number): Float32Array<ArrayBuffer> {
    const input = new Float32Array(this.kept.length + samples.length);
    input.set(this.kept);
    input.set(samples, this.kept.length);
    const until = Math.max(this.produced, Math.ceil((before * this.up) / this.down));
    const output = new Float32Array(until - this.produced);
    for (let i = 0; i < output.length; i++) {
      const at = (this.produced + i) * this.down;
      const whole = Math.floor(at / this.up);
      const filter = this.phases[at % this.up]!;
      const first = whole - this.reach + 1 - this.start;
      let sum = 0;
      for (let k = 0; k < filter.length; k++) {
        sum += filter[k]! * input[first + k]!;
      }
      output[i] = sum;
    }
    this.produced = until;
    const keepFrom = Math.floor((this.produced * this.down) / this.up) - this.reach;
    this.kept = input.slice(Math.max(0, keepFrom - this.start));
    this.start = Math.max(this.start, keepFrom);
    return output;
  }
}

/** Weights of the `2 * reach` input samples around a place that is `fraction` behind the `reach`th; they add up to 1. */
function taps(fraction: number, reach: number, cutoff: number): Float32Array {
  const weights = Array.from({ length: 2 * reach }, (_, k) => {
    const distance = k - reach + 1 - fraction;
    return sinc(distance * cutoff) * kaiser(distance / reach);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return Float32Array.from(weights, (weight) => weight / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
}

/** The modified Bessel function of order 0, by its series. */
function bessel(x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
