/** Long enough to be seen, short enough to be about now. */
const CRITICAL_MS = 5_000;
const WARNING_MS = 20_000;

/** How well sound has been coming: critical for some seconds after a gap inside a speech, a warning for a while longer. */
export class PlaybackHealth {
  private ranDryAtMs: number | undefined;

  ranDry(nowMs: number): void {
    this.ranDryAtMs = nowMs;
  }

  at(nowMs: number): 'good' | 'warning' | 'critical' {
    const since = this.ranDryAtMs === undefined ? Infinity : nowMs - this.ranDryAtMs;
    return since < CRITICAL_MS ? 'critical' : since < WARNING_MS ? 'warning' : 'good';
  }
}
