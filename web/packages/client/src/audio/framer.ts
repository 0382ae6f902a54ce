/** Cuts sound, however it comes, into frames of one length. */
export class Framer {
  private frame: Float32Array<ArrayBuffer>;
  private filled = 0;

  constructor(
    private readonly frameSamples: number,
    private readonly onFrame: (frame: Float32Array<ArrayBuffer>) => void,
  ) {
    this.frame = new Float32Array(frameSamples);
  }

  /** Hands on each frame as soon as it is full; a frame is never touched again. */
  push(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const taken = samples.subarray(at, at + this.frameSamples - this.filled);
      this.frame.set(taken, this.filled);
      this.filled += taken.length;
      at += taken.length;
      if (this.filled === this.frameSamples) {
        const full = this.frame;
        this.frame = new Float32Array(this.frameSamples);
        this.filled = 0;
        this.onFrame(full);
      }
    }
  }

  /** Hands on what was begun, with silence behind it up to the next multiple of `multiple` samples, which frames are one of. */
  flush(multiple: number): void {
    if (this.filled > 0) {
      const begun = this.frame.subarray(0, multiple * Math.ceil(this.filled / multiple));
      this.frame = new Float32Array(this.frameSamples);
      this.filled = 0;
      this.onFrame(begun.slice());
    }
  }
}
