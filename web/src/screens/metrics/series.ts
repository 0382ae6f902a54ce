import { percentile, type SegmentLatency } from '../../store/metrics';

/** In the order in which they happen; the stages of a segment add up to its `endToEnd`. */
export const STAGES = ['segmentation', 'recognition', 'translation', 'firstSpeech', 'delivery'] as const;
export type Stage = (typeof STAGES)[number];

/** More bars than this are no wider than a pixel on a phone. */
export const SHOWN_SEGMENTS = 60;

export interface LatencyRow {
  /** Counts from 1 over the whole session, so that a row keeps its number when older ones leave the chart. */
  number: number;
  segment: string;
  language: string;
  at: number;
  /** Milliseconds. */
  stages: Record<Stage, number>;
  endToEnd: number;
}

export interface LatencySummary {
  count: number;
  p50: number;
  p95: number;
  slowestStage: Stage;
}

/** The newest last. A stage that was not told took no time that anybody knows of. */
export function latencyRows(latencies: readonly SegmentLatency[], shown = SHOWN_SEGMENTS): LatencyRow[] {
  const first = Math.max(0, latencies.length - shown);
  return latencies.slice(first).map((latency, index) => {
    const stages = Object.fromEntries(STAGES.map((stage) => [stage, latency.stages[stage] ?? 0])) as Record<Stage, number>;
    return {
      number: first + index + 1,
      segment: latency.segment,
      language: latency.language,
      at: latency.at,
      stages,
      endToEnd: latency.stages.endToEnd ?? sum(Object.values(stages)),
    };
  });
}

/** Of all that were measured; undefined of none. */
export function latencySummary(latencies: readonly SegmentLatency[]): LatencySummary | undefined {
  const rows = latencyRows(latencies, latencies.length);
  const whole = rows.map((row) => row.endToEnd);
  const p50 = percentile(whole, 0.5);
  const p95 = percentile(whole, 0.95);
  if (p50 === null || p95 === null) {
    return undefined;
  }
  const total = (stage: Stage) => sum(rows.map((row) => row.stages[stage]));
  const slowestStage = [...STAGES].sort((one, other) => total(other) - total(one))[0] ?? 'translation';
  return { count: rows.length, p50, p95, slowestStage };
}

/** Mean of what the models think of their own work, 0 to 1; undefined of none. */
export function meanConfidence(lines: readonly { final: boolean; confidence: number }[]): number | undefined {
  const finals = lines.filter((line) => line.final);
  return finals.length === 0 ? undefined : sum(finals.map((line) => line.confidence)) / finals.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
