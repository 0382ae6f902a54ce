import { describe, expect, it } from 'vitest';
import { applyMessage, EMPTY_TRANSCRIPT } from './applyMessage';
import { withEarlier } from './withEarlier';

const kept = (segment: string, text: string, startMs: number) => ({
  ...{ segment, participant: 'ana', speaker: 'S1', startMs, endMs: startMs + 900, language: 'en', text, confidence: 0.9, overlapped: false },
  translations: [{ language: 'pt', text: `${text} (pt)`, confidence: 0.8, latencyMs: 700 }],
});
const final = (segment: string, text: string, startMs: number) => ({
  ...({ type: 'caption.final', sequence: 1, segment, participant: 'ana', speaker: 'S1', language: 'en', text } as const),
  ...{ confidence: 0.9, lowConfidence: false, words: [], overlapped: false, startMs, endMs: startMs + 900 },
});

describe('what was said before', () => {
  const participants = [{ id: 'ana', name: 'Ana' }];
  const said = { participants, segments: [kept('ana:1', 'First.', 60_000), kept('ana:2', 'Second.', 70_000)] };

  it('stands above what is said from now on, though times begin anew', () => {
    const state = applyMessage(withEarlier(EMPTY_TRANSCRIPT, said), final('ana:3', 'Third.', 400));
    expect(state.lines.map(({ text }) => text)).toEqual(['First.', 'Second.', 'Third.']);
    expect(state.lines[0]).toMatchObject({ final: true, translations: [{ language: 'pt', text: 'First. (pt)' }] });
    expect(state).toMatchObject({ names: { ana: 'Ana' }, voices: { 'ana/S1': { colour: 0 } } });
  });

  it('is not there twice where it was heard meanwhile', () => {
    const heard = applyMessage(EMPTY_TRANSCRIPT, final('ana:2', 'Second!', 300));
    expect(withEarlier(heard, said).lines.map(({ text }) => text)).toEqual(['First.', 'Second!']);
    const again = applyMessage(withEarlier(EMPTY_TRANSCRIPT, said), final('ana:2', 'Second!', 300));
    expect(again.lines.map(({ text }) => text)).toEqual(['First.', 'Second!']);
  });
});
