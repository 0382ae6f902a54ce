import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORDED, SpokenAudio } from './spokenAudio';

const piece = (first: number, durationMs: number, bytes = 4) => ({
  bytes: new Uint8Array(bytes).fill(first),
  durationMs,
});

/** Sends all there is; answers the first byte of each piece, or the command. */
function send(spoken: SpokenAudio): (number | string | undefined)[] {
  const sent = [];
  for (let next = spoken.peek(); next !== undefined; next = spoken.peek()) {
    sent.push(next.kind === 'piece' ? next.piece.bytes[0] : next.command);
    spoken.advance();
  }
  return sent;
}

describe('what was said', () => {
  it('goes on with the very sample that the gateway lacks', () => {
    const spoken = new SpokenAudio({ kind: 'samples', rateHz: 16_000, frameBytes: 2 });
    const bytes = Uint8Array.from({ length: 3_200 }, (_, at) => at / 32);
    spoken.add({ bytes, durationMs: 100 });
    send(spoken);
    expect(spoken.resumeAt(50)).toEqual({ lostMs: 0, first: undefined });

    expect(spoken.peek()).toEqual({ kind: 'piece', piece: { bytes: bytes.subarray(1_600), durationMs: 50 } });
    expect(send(spoken)).toEqual([50]);
    // A gateway that died may know less than the one before it said.
    spoken.resumeAt(0);
    expect(send(spoken)).toEqual([0, 50]);
  });

  it('goes on with the packet that begins there, told in milliseconds rounded down', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(2.5, 5, 10, 20, 40, 60), { minLength: 1, maxLength: 40 }), fc.nat(), (lengths, n) => {
        const spoken = new SpokenAudio({ kind: 'packets' });
        lengths.forEach((durationMs, at) => spoken.add(piece(at, durationMs)));
        send(spoken);
        const had = n % (lengths.length + 1);
        const hadMs = lengths.slice(0, had).reduce((sum, ms) => sum + ms, 0);
        // Two places within the same millisecond are not told apart: none of the gateway's is, its chunks are longer.
        spoken.resumeAt(Math.floor(hadMs));

        expect(send(spoken)).toEqual(lengths.map((_, at) => at).slice(had));
      }),
    );
  });

  it('goes on with the frame in which the place lies', () => {
    const spoken = new SpokenAudio({ kind: 'frames' }, RECORDED);
    const frameMs = (1_152 * 1_000) / 44_100;
    for (let at = 0; at < 100; at++) {
      spoken.add(piece(at, frameMs));
    }
    send(spoken);
    for (const receivedMs of [0, 50, 1_000, 1_150, 2_600]) {
      spoken.resumeAt(receivedMs);
      expect(spoken.peek()).toMatchObject({ piece: { bytes: { 0: Math.floor(receivedMs / frameMs) } } });
      send(spoken);
    }
  });

  it('keeps five seconds before the first connection and counts what a drop costs', () => {
    const spoken = new SpokenAudio({ kind: 'packets' });
    const lost = Array.from({ length: 110 }, (_, at) => spoken.add(piece(at, 50))).reduce((sum, ms) => sum + ms, 0);

    expect(lost).toBe(500);
    spoken.resumeAt(0);
    expect(send(spoken)[0]).toBe(10);
    // The gateway's timeline began with what was the eleventh piece here.
    spoken.resumeAt(100);
    expect(send(spoken)[0]).toBe(12);
  });

  it('tells what is asked for and not kept any more', () => {
    const spoken = new SpokenAudio({ kind: 'packets' });
    spoken.resumeAt(0);
    for (let at = 0; at < 200; at++) {
      spoken.add(piece(at, 50));
      send(spoken);
    }
    expect(spoken.resumeAt(4_000)).toEqual({ lostMs: 1_000, first: undefined });
    expect(send(spoken)[0]).toBe(100);
    // From there on the gateway is a second behind.
    spoken.resumeAt(4_500);
    expect(send(spoken)[0]).toBe(110);
  });

  it('says first whether the place to go on from was in a pause', () => {
    const spoken = new SpokenAudio({ kind: 'packets' });
    spoken.add(piece(0, 50));
    spoken.control('pause');
    spoken.control('resume');
    spoken.add(piece(1, 50));
    expect(send(spoken)).toEqual([0, 'pause', 'resume', 1]);

    expect(spoken.resumeAt(0).first).toBe('resume');
    expect(send(spoken)).toEqual([0, 'pause', 'resume', 1]);
    expect(spoken.resumeAt(50).first).toBe('resume');
    expect(send(spoken)).toEqual(['pause', 'resume', 1]);
    spoken.control('pause');
    send(spoken);
    expect(spoken.resumeAt(100).first).toBe('resume');
    expect(send(spoken)).toEqual(['pause']);
  });

  it('says nothing but the end where nothing but the end may be missing', () => {
    const spoken = new SpokenAudio({ kind: 'packets' });
    spoken.control('pause');
    spoken.control('resume');
    spoken.add(piece(0, 50));
    spoken.control('stop');
    send(spoken);
    expect(spoken.resumeAt(50).first).toBeUndefined();
    expect(send(spoken)).toEqual(['stop']);
  });
});
