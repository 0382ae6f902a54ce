/** How a session goes, as this page has seen it. */
export interface SessionMetrics {
  /** The latest last; at most {@link KEPT_LATENCIES}. */
  latencies: SegmentLatency[];
  /** End to end of the latest translation and the 95th percentile of those kept, in milliseconds; null: none yet. */
  now: number | null;
  p95: number | null;
  losses: { at: number; lostMs: number }[];
  reconnections: number;
}

export interface SegmentLatency {
  segment: string;
  language: string;
  /** When it arrived, milliseconds since the epoch. */
  at: number;
  /** Milliseconds by stage, and `endToEnd`. */
  stages: Record<string, number>;
}

/** An hour of talk; enough for a chart, and the store stays small. */
export const KEPT_LATENCIES = 1000;

export const NO_METRICS: SessionMetrics = { latencies: [], now: null, p95: null, losses: [], reconnections: 0 };

/** The metrics after one more translation. */
export function withLatency(metrics: SessionMetrics, latency: SegmentLatency): SessionMetrics {
  const latencies = [...metrics.latencies, latency].slice(-KEPT_LATENCIES);
  const whole = latencies.map((each) => each.stages.endToEnd).filter((each) => each !== undefined);
  return { ...metrics, latencies, now: latency.stages.endToEnd ?? metrics.now, p95: percentile(whole, 0.95) };
}

/** The smallest value that a share of all does not exceed (nearest rank); null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) {
    return null;
  }
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
