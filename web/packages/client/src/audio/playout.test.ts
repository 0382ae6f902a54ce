import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { Playout } from './playout';

const RATE = 48_000;
const BLOCK = 128;
let told: (number | undefined)[];
let ranDry: number;
let playout: Playout;
let nowMs: number;

beforeEach(() => {
  told = [];
  ranDry = 0;
  nowMs = 0;
  playout = new Playout(RATE, { onPlaying: (audio) => told.push(audio), onRanDry: () => ranDry++ });
});

/** What sounds in so many milliseconds. */
function listen(milliseconds: number): number[] {
  const heard: number[] = [];
  for (const until = nowMs + milliseconds; nowMs < until; nowMs += (1_000 * BLOCK) / RATE) {
    playout.prepare(BLOCK);
    for (let i = 0; i < BLOCK; i++) {
      heard.push(playout.next());
    }
  }
  return heard;
}

const ms = (milliseconds: number) => (milliseconds * RATE) / 1_000;
const steady = (milliseconds: number, value = 0.5) => new Float32Array(ms(milliseconds)).fill(value);
const sounding = (heard: number[]) => heard.filter((sample) => sample !== 0);

it('plays every speech sample by sample and in the order begun, however their pieces come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (speeches, backwards) => {
        playout = new Playout(RATE, { onPlaying: () => undefined, onRanDry: () => expect.fail('ran dry') });
        let count = 0;
        const pieces = speeches.map((lengths) => lengths.map((length) => Float32Array.from({ length }, () => ++count)));
        pieces.forEach((_, audio) => playout.begin(audio));
        for (const audio of backwards ? [...pieces.keys()].reverse() : pieces.keys()) {
          pieces[audio]!.forEach((piece) => playout.push(audio, piece, nowMs));
          playout.end(audio);
        }
        const heard = sounding(listen(1_600));
        expect(heard).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      },
    ),
    { numRuns: 30 },
  );
});

it('follows one speech by the next without a sample between them', () => {
  playout.begin(1);
  playout.push(1, steady(200, 0.5), nowMs);
  playout.end(1);
  playout.begin(2);
  playout.push(2, steady(200, 0.25), nowMs);
  playout.end(2);
  const heard = listen(500);
  const first = heard.indexOf(0.5);
  expect(heard.slice(first, first + ms(400)).every((sample) => sample > 0)).toBe(true);
  expect(told).toEqual([1, 2, undefined]);
});

it('begins once the cushion is there, and a short speech when it is complete', () => {
  playout.begin(1);
  playout.push(1, steady(50), nowMs);
  expect(sounding(listen(20))).toEqual([]);
  playout.push(1, steady(50), nowMs);
  expect(sounding(listen(10)).length).toBeGreaterThan(0);
  playout.silence();
  playout.begin(2);
  playout.push(2, steady(30), nowMs);
  expect(sounding(listen(10))).toEqual([]);
  playout.end(2);
  expect(sounding(listen(60)).length).toBe(ms(30));
});

it('dies away instead of clicking when it runs dry, comes back the same way, and waits for more the next time', () => {
  playout.begin(1);
  playout.push(1, steady(100), nowMs);
  const gone = listen(200);
  playout.push(1, steady(100), nowMs);
  expect(sounding(listen(50))).toEqual([]); // the cushion has grown
  playout.push(1, steady(100), nowMs);
  const back = listen(100);
  const step = Math.max(...[...gone, ...back].slice(1).map((sample, i) => Math.abs(sample - [...gone, ...back][i]!)).filter((s) => s < 0.5));
  expect(ranDry).toBe(1);
  expect(sounding(gone).at(-1)).toBeLessThan(0.01);
  expect(sounding(back)[0]).toBeLessThan(0.01);
  expect(step).toBeLessThan(0.005);
  expect(told).toEqual([1]);
});

it('leaves alone what was not begun', () => {
  playout.push(7, steady(200), nowMs);
  playout.end(7);
  expect(sounding(listen(300))).toEqual([]);
});

it('is silent at once when it is told so, and leaves alone what still comes of that', () => {
  playout.begin(1);
  playout.push(1, steady(500), nowMs);
  listen(100);
  playout.silence();
  playout.push(1, steady(500), nowMs);
  expect(sounding(listen(100))).toEqual([]);
  expect(told).toEqual([1, undefined]);
});

it('waits five seconds for a speech of which nothing comes, and goes on with the next', () => {
  playout.begin(1);
  playout.begin(2);
  playout.push(2, steady(200), nowMs);
  playout.end(2);
  expect(sounding(listen(4_900))).toEqual([]);
  expect(sounding(listen(500)).length).toBe(ms(200));
});
