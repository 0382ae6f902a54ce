import { describe, expect, it } from 'vitest';
import { EchoGuard } from './echoGuard';
import { rms } from './level';
import { echoIn, noiseOf, type Room } from './testing/echoRoom';
import { RATE_HZ, recorded, timeline } from './testing/recordings';

const PIECE = 800;
const translations = recorded(-20);
const voices = recorded(-23);
const ROOMS: Room[] = [
  { delayMs: 40, gainDb: -6, noiseDb: -65 },
  { delayMs: 120, gainDb: -15, noiseDb: -65 },
  { delayMs: 250, gainDb: -25, noiseDb: -65 },
];

interface Heard {
  /** Of the power of the echo, what was let through while nobody spoke. */
  echo: number;
  /** Of the power of the voice, what was lost. */
  lost: number;
}

/** `from`: seconds, before which it is not looked at. */
function hear(played: Float32Array, voice: Float32Array, room: Room | undefined, from = 0, halfDuplex = false): Heard {
  const echo = room ? echoIn(room, played, RATE_HZ) : new Float32Array(played.length);
  const noise = noiseOf(5);
  const noiseGain = Math.sqrt(3) * 10 ** ((room?.noiseDb ?? -65) / 20);
  const guard = new EchoGuard();
  const sum = { echo: 0, through: 0, voice: 0, lost: 0 };
  for (let at = 0; at + PIECE <= played.length; at += PIECE) {
    const endMs = (1_000 * (at + PIECE)) / RATE_HZ;
    guard.played(
      Float32Array.from({ length: 5 }, (_, i) => rms(played, at + 160 * i, 160)),
      endMs,
      { samples: played.slice(at, at + PIECE), rateHz: RATE_HZ },
    );
    const captured = Float32Array.from({ length: PIECE }, (_, i) => echo[at + i]! + voice[at + i]! + noiseGain * noise());
    const silenced = guard.leaveOut(captured, RATE_HZ, endMs, halfDuplex);
    if (at < from * RATE_HZ) {
      continue;
    }
    const echoed = rms(echo, at, PIECE) ** 2;
    const spoken = rms(voice, at, PIECE) ** 2;
    sum.echo += echoed;
    sum.voice += spoken;
    sum.through += !silenced && spoken === 0 ? echoed : 0;
    sum.lost += silenced ? spoken : 0;
  }
  return { echo: sum.through / (sum.echo || 1), lost: sum.lost / (sum.voice || 1) };
}

describe.each(ROOMS)('in a room that gives back what it hears after $delayMs ms at $gainDb dB', (room) => {
  it('lets no more than a trace of the first translation through, and of the next ones nothing', () => {
    const played = timeline(20, [1, translations.portuguese], [7, translations.english]);
    const silence = new Float32Array(played.length);
    const heard = { first: hear(played.subarray(0, 6 * RATE_HZ), silence, room).echo, next: hear(played, silence, room, 6).echo };
    expect(heard.first).toBeLessThan(0.1);
    expect(heard.next).toBeLessThan(0.005);
  });

  it('lets no more than a trace through of short translations far apart, once it has heard one', () => {
    const short = [translations.portuguese, translations.english].map((all) => all.slice(0, 1.5 * RATE_HZ));
    const played = timeline(40, ...[1, 13, 25, 37].map((from, i): [number, Float32Array] => [from, short[i % 2]!]));
    expect(hear(played, new Float32Array(played.length), room, 12).echo).toBeLessThan(0.1);
  });

  it('lets through who speaks over a translation, once it has heard one', () => {
    const played = timeline(18, [1, translations.portuguese], [6, translations.english]);
    const voice = timeline(18, [8, voices.portuguese]);
    const heard = hear(played, voice, room, 6);
    expect(heard.lost).toBeLessThan(0.01);
  });
});

const BEGINNINGS = [-0.15, 0.1, 0.6];

it.each(BEGINNINGS)('loses nothing of who wears headphones and begins to speak %f s after the very first translation', (after) => {
  for (const [translation, voice] of [['portuguese', 'english'], ['english', 'portuguese']] as const) {
    const played = timeline(6, [1, translations[translation]]);
    expect(hear(played, timeline(6, [1 + after, voices[voice]]), undefined).lost).toBeLessThan(0.001);
  }
});

it.each(ROOMS)('loses no word of who begins to speak with the very first translation, where $delayMs ms later $gainDb dB come back', (room) => {
  const lost = BEGINNINGS.flatMap((after) =>
    ([['portuguese', 'english'], ['english', 'portuguese']] as const).map(([translation, voice]) => {
      const played = timeline(6, [1, translations[translation]]);
      return hear(played, timeline(6, [1 + after, voices[voice]]), room).lost;
    }),
  );
  // Where the echo is half as loud as the voice, syllables beneath it go.
  const loud = room.gainDb > -10;
  expect(lost.reduce((sum, each) => sum + each, 0) / lost.length).toBeLessThan(loud ? 0.04 : 0.002);
  expect(Math.max(...lost)).toBeLessThan(loud ? 0.12 : 0.005);
});

it('leaves every sample as it is while nothing is played', () => {
  const guard = new EchoGuard();
  const voice = voices.english;
  for (let at = 0; at + PIECE <= voice.length; at += PIECE) {
    const piece = voice.slice(at, at + PIECE);
    guard.played(new Float32Array(5), (1_000 * (at + PIECE)) / RATE_HZ);
    expect(guard.leaveOut(piece, RATE_HZ, (1_000 * (at + PIECE)) / RATE_HZ)).toBe(false);
    expect(piece).toEqual(voice.slice(at, at + PIECE));
  }
});

it('loses nothing of who wears headphones and speaks while a translation is heard', () => {
  const played = timeline(18, [1, translations.portuguese], [6, translations.english]);
  const heard = hear(played, timeline(18, [8, voices.portuguese]), undefined);
  expect(heard.lost).toBeLessThan(0.01);
});

it('captures nothing while something plays where half duplex is wanted', () => {
  const played = timeline(12, [1, translations.english]);
  const heard = hear(played, timeline(12, [1.5, voices.portuguese]), undefined, 0, true);
  expect(heard.lost).toBeGreaterThan(0.95);
});

it('does the same to Opus frames of 20 ms at 48 kHz', () => {
  const guard = new EchoGuard();
  const tone = Float32Array.from({ length: 960 }, (_, i) => 0.1 * Math.sin(i / 8));
  const silenced: boolean[] = [];
  for (let i = 1; i < 100; i++) {
    guard.played(Float32Array.of(0.1, 0.1), 20 * i);
    silenced.push(guard.leaveOut(tone.slice(), 48_000, 20 * i, true));
  }
  expect(silenced.every(Boolean)).toBe(true);
});
