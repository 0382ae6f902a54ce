/** Ten seconds of frames of 10 ms, and a little. */
const FRAMES = 1_024;
/** Clocks are read to a frame or two; more is a gap. */
const SAME_FRAMES = 3;

/** How loud sound was, frame by frame, for the last ten seconds; silence where nothing is known. */
export class PowerHistory {
  private readonly powers = new Float32Array(FRAMES);
  private newest: number | undefined;

  /** Number of the newest frame. */
  get last(): number {
    return this.newest ?? 0;
  }

  /** Powers of frames, the last of which is about number `last`: they follow those before, unless that is too far off. */
  push(powers: readonly number[], last: number): void {
    const first = last - powers.length + 1;
    if (this.newest === undefined || Math.abs(first - this.newest - 1) > SAME_FRAMES) {
      this.skipTo(first - 1);
    }
    for (const power of powers) {
      this.newest = (this.newest ?? 0) + 1;
      this.powers[index(this.newest)] = power;
    }
  }

  at(frame: number): number {
    const age = this.last - frame;
    return age < 0 || age >= FRAMES ? 0 : this.powers[index(frame)]!;
  }

  /** Of frames `first` to `last`, both included. */
  loudest(first: number, last: number): number {
    let loudest = 0;
    for (let frame = first; frame <= last; frame++) {
      loudest = Math.max(loudest, this.at(frame));
    }
    return loudest;
  }

  private skipTo(frame: number): void {
    if (this.newest === undefined || frame < this.newest || frame - this.newest >= FRAMES) {
      this.powers.fill(0);
    } else {
      for (let silent = this.newest + 1; silent <= frame; silent++) {
        this.powers[index(silent)] = 0;
      }
    }
    this.newest = frame;
  }
}

function index(frame: number): number {
  return ((frame % FRAMES) + FRAMES) % FRAMES;
}
