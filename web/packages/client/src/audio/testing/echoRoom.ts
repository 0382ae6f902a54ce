/** A room for tests: what a microphone hears of a speaker and of somebody in front of it. */
export interface Room {
  delayMs: number;
  /** Of the echo, as power; below 0. */
  gainDb: number;
  /** Of the noise, dBFS. */
  noiseDb: number;
}

/** Places (ms behind the direct way) and gains of a few walls, then a tail that falls by 60 dB in 0.35 s. */
const WALLS = [
  [0, 1],
  [4, 0.5],
  [11, -0.4],
  [19, 0.3],
  [31, -0.25],
] as const;

/** Deterministic noise between -1 and 1. */
export function noiseOf(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 31 - 1;
  };
}

/** What comes back of `played`, of its length. */
export function echoIn(room: Room, played: Float32Array, rateHz: number): Float32Array {
  const noise = noiseOf(room.delayMs * 7919 + 1);
  const response = new Map<number, number>();
  for (const [ms, gain] of WALLS) {
    response.set(Math.round(((room.delayMs + ms) * rateHz) / 1_000), gain);
  }
  for (let ms = 40; ms < 350; ms += 2.5) {
    response.set(Math.round(((room.delayMs + ms + noise()) * rateHz) / 1_000), 0.2 * noise() * 10 ** ((-60 * ms) / 350 / 20));
  }
  const gains = [...response.values()];
  const scale = 10 ** (room.gainDb / 20) / Math.sqrt(gains.reduce((sum, gain) => sum + gain * gain, 0));
  const echo = new Float32Array(played.length);
  for (const [delay, gain] of response) {
    for (let i = delay; i < played.length; i++) {
      echo[i]! += scale * gain * played[i - delay]!;
    }
  }
  return echo;
}
