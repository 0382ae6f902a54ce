import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../protocol/types';
import { applyMessage, EMPTY_TRANSCRIPT } from './applyMessage';
import type { TranscriptState } from './types';

type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

const about = (participant: string, startMs: number) => ({
  ...{ sequence: 1, segment: `${participant}:${startMs}`, participant, speaker: 'S1' },
  ...{ startMs, endMs: startMs + 900 },
});
const partial = (participant: string, startMs: number, text: string): Of<'caption.partial'> => ({
  ...{ type: 'caption.partial', ...about(participant, startMs), language: 'en', text },
  ...{ confidence: 0.7, lowConfidence: true, stableCharacters: 4 },
});
const final = (participant: string, startMs: number, text: string): Of<'caption.final'> => ({
  ...{ type: 'caption.final', ...about(participant, startMs), language: 'en', text },
  ...{ confidence: 0.9, lowConfidence: false, words: [], overlapped: false },
});
const translation = (participant: string, startMs: number, text: string): Of<'translation'> => ({
  ...{ type: 'translation', ...about(participant, startMs), sourceLanguage: 'en', language: 'pt', text },
  ...{ confidence: 0.8, alternatives: [], entities: [], tier: 'useful' },
});
const begin = (participant: string, startMs: number): Of<'speech.begin'> => ({
  ...{ type: 'speech.begin', ...about(participant, startMs), language: 'pt', voice: 'similar', audio: 7 },
});
const stages = { segmentation: 1, recognition: 2, translation: 3, firstSpeech: 4, delivery: 5, endToEnd: 15 };
const latency = (participant: string, startMs: number): Of<'latency'> => ({
  ...{ type: 'latency', sequence: 1, segment: `${participant}:${startMs}`, language: 'pt', stages, capturedAt: 0 },
});

const after = (...messages: ServerMessage[]): TranscriptState => messages.reduce(applyMessage, EMPTY_TRANSCRIPT);
const texts = (state: TranscriptState) => state.lines.map(({ text }) => text);

describe('a transcript', () => {
  it('shows the newest partial, and then the final for good', () => {
    const partials = after(partial('ana', 0, 'Good'), partial('ana', 0, 'Good morn'));
    expect(partials.lines).toMatchObject([{ text: 'Good morn', final: false, stableCharacters: 4, lowConfidence: true }]);
    const said = [partials, final('ana', 0, 'Good morning.'), partial('ana', 0, 'Good moaning')] as const;
    const done = applyMessage(applyMessage(said[0], said[1]), said[2]);
    expect(done.lines).toMatchObject([{ text: 'Good morning.', final: true, stableCharacters: 0 }]);
  });

  it('takes a line away whose partial came to nothing', () => {
    expect(texts(after(partial('ana', 0, 'Hm'), partial('ana', 0, '')))).toEqual([]);
    expect(after(partial('ana', 0, ''))).toBe(EMPTY_TRANSCRIPT);
  });

  it('keeps clauses of one segment as lines of their own', () => {
    const state = after(
      partial('ana', 0, 'When I came home the'),
      final('ana', 0, 'When I came home'),
      partial('ana', 1_500, 'the door'),
      final('ana', 1_500, 'the door was open.'),
    );
    expect(texts(state)).toEqual(['When I came home', 'the door was open.']);
  });

  it('joins translations to their lines in whatever order everything comes', () => {
    const all = [final('ana', 0, 'Good morning.'), translation('ana', 0, 'Bom dia.'), begin('ana', 0)];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (messages) => {
        expect(after(...messages, latency('ana', 0)).lines).toMatchObject([
          {
            text: 'Good morning.',
            final: true,
            translations: [{ language: 'pt', text: 'Bom dia.', tier: 'useful', voice: 'similar', latency: stages }],
          },
        ]);
      }),
    );
  });

  it('stands in the order of each track, and of first appearance between tracks', () => {
    const state = after(
      final('ana', 5_000, 'a2'),
      final('bruno', 200, 'b1'),
      final('ana', 1_000, 'a1'),
      final('ana', 9_000, 'a3'),
      final('bruno', 100, 'b0'),
    );
    expect(texts(state)).toEqual(['a1', 'a2', 'b0', 'b1', 'a3']);
  });

  it('has every track in its own order, whatever order things come in', () => {
    const line = fc.record({ participant: fc.constantFrom('ana', 'bruno', 'carla'), startMs: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const state = after(...lines.map(({ participant, startMs }) => final(participant, startMs, 'x')));
        for (const who of ['ana', 'bruno', 'carla']) {
          const starts = state.lines.filter(({ participant }) => participant === who).map(({ startMs }) => startMs);
          expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('gives each voice a colour of its own, in order of appearance', () => {
    const state = after(final('ana', 0, 'a'), { ...final('ana', 1_000, 'b'), speaker: 'S2' }, final('bruno', 0, 'c'));
    expect(state.voices).toEqual({
      'ana/S1': { participant: 'ana', speaker: 'S1', colour: 0 },
      'ana/S2': { participant: 'ana', speaker: 'S2', colour: 1 },
      'bruno/S1': { participant: 'bruno', speaker: 'S1', colour: 2 },
    });
  });

  it('gives a colour to no voice that was only guessed', () => {
    const guess = (startMs: number, speaker: string) => ({ ...partial('ana', startMs, 'well'), speaker });
    const first = after(guess(0, 'S2'));
    expect(first.voices).toEqual({ 'ana/S2': { participant: 'ana', speaker: 'S2', colour: 0, provisional: true } });
    const known = [guess(0, 'S2'), final('ana', 0, 'Well.')];
    expect(after(...known).voices).toEqual({ 'ana/S1': { participant: 'ana', speaker: 'S1', colour: 0 } });
    const guessedAgain = after(...known, guess(1_000, 'S3'));
    expect(guessedAgain.voices).toEqual(after(...known).voices);
    expect(guessedAgain.lines[1]).toMatchObject({ text: 'well', speaker: 'S1' });
    const other = after(...known, guess(1_000, 'S3'), { ...final('ana', 1_000, 'No.'), speaker: 'S2' }, final('bruno', 0, 'c'));
    expect(Object.values(other.voices).map(({ speaker, colour }) => [speaker, colour])).toEqual([['S1', 0], ['S2', 1], ['S1', 2]]);
  });

  it('never gives two voices one colour, whatever is guessed', () => {
    const who = { participant: fc.constantFrom('ana', 'bruno'), speaker: fc.constantFrom('S1', 'S2', 'S3'), startMs: fc.nat(5), last: fc.boolean() };
    fc.assert(
      fc.property(fc.array(fc.record(who)), (said) => {
        const { voices, lines } = after(
          ...said.map(({ participant, speaker, startMs, last }) => ({ ...(last ? final : partial)(participant, startMs, 'x'), speaker })),
        );
        const colours = Object.values(voices).map(({ colour }) => colour);
        expect([...colours].sort()).toEqual(colours.map((_, at) => at));
        expect(lines.filter(({ final: isFinal, participant, speaker }) => isFinal && !(`${participant}/${speaker}` in voices))).toEqual([]);
      }),
    );
  });

  it('learns names, and stays the same object where nothing is new', () => {
    const status: Of<'session.status'> = {
      ...{ type: 'session.status', sequence: 1, sessionId: 's', participantId: 'ana', state: 'live', receivedMillis: 0 },
      participants: [{ participantId: 'ana', name: 'Ana', speaks: 'en', hears: 'pt', connected: true }],
    };
    const named = after(status);
    expect(named.names).toEqual({ ana: 'Ana' });
    expect(applyMessage(named, status)).toBe(named);
    expect(applyMessage(named, latency('nobody', 3))).toBe(named);
    expect(applyMessage(named, { type: 'notice', sequence: 0, code: '', message: '', suggestion: '' })).toBe(named);
  });
});
