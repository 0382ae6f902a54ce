import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerMessage, SoundFrame } from '../protocol/types';
import { HeardSequence } from './heardSequence';

const message = (type: ServerMessage['type'], sequence: number) => ({ type, sequence }) as ServerMessage;
const sound = (sequence: number, audio = 7, timeMs = 0) => ({ sequence, audio, timeMs, sound: new Uint8Array() });

type Sent = { sound: SoundFrame } | { message: ServerMessage };

const sequenceOf = (sent: Sent): number => ('sound' in sent ? sent.sound : sent.message).sequence;
const isNew = (heard: HeardSequence, sent: Sent): boolean =>
  'sound' in sent ? heard.isNewSound(sent.sound) : heard.isNewMessage(sent.message);

/** What a gateway makes of deliveries: captions, pieces of one of two speeches that become several packets, and their ends. */
function stream(deliveries: readonly { kind: 'caption' | 'sound' | 'end'; audio: number; packets: number }[]): Sent[] {
  const timesMs = new Map<number, number>();
  return deliveries.flatMap(({ kind, audio, packets }, at): Sent[] => {
    const sequence = 10 * (at + 1);
    if (kind === 'caption') {
      return [{ message: message('caption.final', sequence) }];
    }
    const sounds = Array.from({ length: packets }, (): Sent => {
      const timeMs = timesMs.get(audio) ?? 0;
      timesMs.set(audio, timeMs + 20);
      return { sound: sound(sequence, audio, timeMs) };
    });
    return kind === 'end' ? [...sounds, { message: message('speech.end', sequence) }] : sounds;
  });
}

describe('what was heard before', () => {
  it('is told from everything else, wherever in the stream connections are cut', () => {
    const delivery = fc.record({
      kind: fc.constantFrom('caption' as const, 'sound' as const, 'end' as const),
      audio: fc.constantFrom(7, 8),
      packets: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(delivery, { maxLength: 20 }), fc.array(fc.nat(30), { maxLength: 8 }), (deliveries, cuts) => {
        const all = stream(deliveries);
        const heard = new HeardSequence();
        const given: Sent[] = [];
        let named = 0;
        for (const most of [...cuts, Infinity]) {
          let last = named;
          for (const sent of all.filter((each) => sequenceOf(each) > named).slice(0, most)) {
            last = sequenceOf(sent);
            if (isNew(heard, sent)) {
              given.push(sent);
            }
            // What the gateway says itself, and a voice as it is, repeat the last sequence in the middle of a delivery.
            expect(heard.isNewMessage(message('session.status', last))).toBe(true);
            expect(heard.isNewMessage(message('notice', last))).toBe(true);
            expect(heard.isNewSound(sound(last, -3))).toBe(true);
          }
          named = heard.resume();
        }
        expect(given).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  it('is told from all packets that one delivery became', () => {
    const heard = new HeardSequence();
    expect([sound(5), sound(5), sound(5)].map((frame) => heard.isNewSound(frame))).toEqual([true, true, true]);
    expect(heard.isNewMessage(message('speech.end', 5))).toBe(true);
  });

  it('is not given twice by an encoder that cuts anew', () => {
    const heard = new HeardSequence();
    heard.isNewSound(sound(5, 7, 40));
    heard.isNewSound(sound(5, 7, 60));
    expect(heard.resume()).toBe(0);
    expect([50, 70, 90].filter((timeMs) => heard.isNewSound(sound(5, 7, timeMs)))).toEqual([70, 90]);
  });

  it('is dropped after a resume, but not what the gateway says itself', () => {
    const heard = new HeardSequence();
    heard.isNewMessage(message('caption.final', 9));
    expect(heard.resume()).toBe(9);
    expect(heard.isNewMessage(message('session.ready', 9))).toBe(true);
    expect(heard.isNewMessage(message('notice', 0))).toBe(true);
    expect(heard.isNewSound(sound(0, -3))).toBe(true);
    expect(heard.isNewMessage(message('caption.final', 8))).toBe(false);
    expect(heard.isNewSound(sound(9))).toBe(false);
    expect(heard.isNewMessage(message('caption.final', 10))).toBe(true);
  });

  it('is not what comes late, with a lower sequence than something newer', () => {
    const heard = new HeardSequence();
    heard.isNewMessage(message('caption.final', 9));
    heard.resume();
    expect(heard.isNewMessage(message('caption.final', 12))).toBe(true);
    expect(heard.isNewMessage(message('translation', 10))).toBe(true);
    expect(heard.resume()).toBe(12);
  });
});
