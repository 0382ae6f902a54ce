import { readFileSync, readdirSync } from 'node:fs';
import { it } from 'vitest';
import { EchoGuard } from './echo-guard';
import { echoIn, noiseOf, type Room } from './echo-room';
import { rms } from './level';
import { readWav } from './wav';

const RATE = 16_000;
const PIECE = 800;
function load(path: string): Float32Array {
  const b = readFileSync(path);
  return readWav(b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength) as ArrayBuffer).samples;
}
const files = process.env.ECHO_SET ? readdirSync(process.env.ECHO_SET).map((f) => process.env.ECHO_SET + '/' + f) : ['../samples/english.wav', '../samples/portuguese.wav'];
const norm = (x: Float32Array, db: number) => {
  const powers: number[] = []; for (let i = 0; i + 800 <= x.length; i += 800) powers.push(rms(x, i, 800) ** 2);
  const loud = powers.sort((a, b) => b - a).slice(0, powers.length >> 1); const level = Math.sqrt(loud.reduce((a, b) => a + b, 0) / loud.length);
  return x.map((s) => (s * 10 ** (db / 20)) / level);
};
export function run(played: Float32Array, voice: Float32Array, room: Room, echoless = false) {
  const echo = echoless ? new Float32Array(played.length) : echoIn(room, played, RATE);
  const noise = noiseOf(5); const n = 10 ** (room.noiseDb / 20) * 1.73;
  const guard = new EchoGuard();
  let echoAll = 0, echoOut = 0, voiceAll = 0, voiceOut = 0, late = 0;
  for (let at = 0; at + PIECE <= played.length; at += PIECE) {
    const endMs = ((at + PIECE) * 1000) / RATE;
    // what is played is known 20 ms at a time; here all of the piece but its last 10 ms
    guard.played(Float32Array.from({ length: 5 }, (_, i) => rms(played, at + i * 160, 160)), endMs);
    const mic = Float32Array.from({ length: PIECE }, (_, i) => echo[at + i]! + (voice[at + i] ?? 0) + n * noise());
    const silent = guard.leaveOut(mic, RATE, endMs);
    const e = rms(echo, at, PIECE) ** 2, v = rms(voice, at, PIECE) ** 2;
    echoAll += e; voiceAll += v;
    // what is heard of echo where no voice is
    if (!silent) { voiceOut += v; if (v < 1e-6 || v < e / 10) { echoOut += e; if (at > 16000) late += e; } }
  }
  return { echo: echoOut / echoAll, late: late / echoAll, lost: voiceAll > 0 ? 1 - voiceOut / voiceAll : 0, path: (guard as unknown as { path: { found: object } }).path.found };
}
it('figures', () => {
  const sounds = files.map((f) => load(f));
  const pad = (x: Float32Array, ms: number, len: number) => { const out = new Float32Array(len); out.set(x.slice(0, len - ms * 16), ms * 16); return out; };
  const rows: Record<string, number[][]> = {};
  sounds.forEach((p0, i) => sounds.forEach((v0, j) => {
    if (i === j) return;
    for (const delayMs of [40, 120, 250]) for (const gainDb of [-6, -15, -25]) {
      const len = Math.ceil((p0.length + 24000) / PIECE) * PIECE;
      const p = pad(norm(p0, -20), 1000, len);
      const room = { delayMs, gainDb, noiseDb: -65 };
      const put = (k: string, r: ReturnType<typeof run>) => { (rows[k] ??= []).push([r.echo, r.late, r.lost]); };
      if (j === (i + 1) % sounds.length) put('alone ' + gainDb, run(p, new Float32Array(len), room));
      const v = norm(v0, -23);
      put('both, voice later ' + gainDb, run(p, pad(v, 2500, len), room));
      put('both, at once ' + gainDb, run(p, pad(v, 1100, len), room));
      put('both, before ' + gainDb, run(p, pad(v, 300, len), room));
      if (gainDb === -6) put('headphones', run(p, pad(v, 1100, len), room, true));
    }
  }));
  for (const [k, r] of Object.entries(rows)) console.log(k.padEnd(28), ['echo', 'late', 'lost'].map((n, c) => { const s = r.map((x) => x[c]!).sort((a, b) => a - b); return `${n} mean ${(100 * s.reduce((a, b) => a + b, 0) / s.length).toFixed(1)} max ${(100 * s.at(-1)!).toFixed(1)}`; }).join(' | '), r.length);
}, 300000);
