import type { ConversationState } from '@univoice/client';
import type { BufferHealth } from '../store/audio';
import type { SessionMetrics } from '../store/metrics';

export type ConnectionWord = 'notConnected' | 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'ended';

export function connectionWord(state: ConversationState | null): ConnectionWord {
  switch (state?.name) {
    case undefined:
      return 'notConnected';
    case 'live':
      return 'connected';
    case 'reconnecting':
      return state.offline ? 'offline' : 'reconnecting';
    default:
      return state?.name ?? 'notConnected';
  }
}

/** 1: very low, to 5: very good. */
export type Quality = 1 | 2 | 3 | 4 | 5;

/** Delays that a conversation bears: each that is exceeded costs a dot. Our choice, around a second's pause in talk. */
const DELAYS_MS = [1_500, 2_500, 4_000];

/**
 * How good it is at this moment, from the delay of the latest translations and from whether sound ran out; null while
 * nothing was measured.
 */
export function qualityOf({ latencies, p95 }: SessionMetrics, health: BufferHealth, connection: ConversationState | null): Quality | null {
  if (connection?.name === 'reconnecting') {
    return 1;
  }
  if (connection?.name !== 'live' || p95 === null) {
    return null;
  }
  const recent = latencies.slice(-5).map((each) => each.stages.endToEnd ?? 0);
  const mean = recent.reduce((sum, each) => sum + each, 0) / recent.length;
  const tooLate = DELAYS_MS.filter((limit) => mean > limit).length;
  const ranOut = { good: 0, warning: 1, critical: 2 }[health];
  return Math.max(1, 5 - tooLate - ranOut) as Quality;
}
