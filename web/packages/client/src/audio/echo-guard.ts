/** Leaves what comes back from the speaker out of what is captured. */
export class EchoGuard {
  played(_parts: Float32Array, _endMs: number): void {}
  leaveOut(_samples: Float32Array, _endMs: number, _halfDuplex: boolean): void {}
}
