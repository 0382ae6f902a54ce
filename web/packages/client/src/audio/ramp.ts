/** A gain that moves to its target in a straight line instead of a jump, which would click. */
export class Ramp {
  private readonly step: number;

  /** `samples`: how long from 0 to 1 takes. */
  constructor(
    samples: number,
    private value: number,
    private target = value,
  ) {
    this.step = 1 / samples;
  }

  moveTo(target: number): void {
    this.target = target;
  }

  /** The gain of the next sample. */
  next(): number {
    const distance = this.target - this.value;
    this.value = Math.abs(distance) <= this.step ? this.target : this.value + Math.sign(distance) * this.step;
    return this.value;
  }
}
