/** Samples that wait to be played, in the order in which they came. Reading copies and allocates nothing. */
export class SampleQueue {
  private readonly blocks: Float32Array[] = [];
  private read = 0;
  private waiting = 0;

  get length(): number {
    return this.waiting;
  }

  push(block: Float32Array): void {
    if (block.length > 0) {
      this.blocks.push(block);
      this.waiting += block.length;
    }
  }

  /** The next sample; 0 where there is none. */
  next(): number {
    const block = this.blocks[0];
    if (!block) {
      return 0;
    }
    const sample = block[this.read++]!;
    this.waiting--;
    if (this.read === block.length) {
      this.blocks.shift();
      this.read = 0;
    }
    return sample;
  }

  drop(samples: number): void {
    for (let i = Math.min(samples, this.waiting); i > 0; i--) {
      this.next();
    }
  }
}
