import type { TranscriptLine } from '@univoice/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { servedLanguages } from '../conversation/languageChoices';
import { firstLanguages } from '../i18n/firstLanguages';
import { inability } from './ability';
import { canOnlyListen } from './canOnlyListen';
import { conversationSummary } from './conversationSummary';
import { isGistSource, languageGroups } from './languageGroups';
import { speakerName } from './speakerName';

describe('a voice', () => {
  const words = { me: 'You', nobody: (n: number) => `Participant ${n}`, beside: (n: number, name: string) => `${name}, speaker ${n}`, besideMe: (n: number) => `Speaker ${n}, beside you` };
  const voice = (participant: string, speaker: string) => ({ participant, speaker, colour: 0 });
  const voices = { 'a/S1': voice('a', 'S1'), 'a/S3': voice('a', 'S3'), 'b/S1': voice('b', 'S1'), 'b/S2': voice('b', 'S2'), 'c/S1': voice('c', 'S1') };
  const called = (participant: string, speaker: string) => speakerName({ participant, speaker }, { names: { a: 'Ana', b: 'Bruno' }, voices, me: 'a' }, words);

  it('is called by its name, and one\'s own "You"', () => {
    expect([called('a', 'S1'), called('b', 'S1')]).toEqual(['You', 'Bruno']);
  });

  it('has a number only where another was heard at the same microphone before', () => {
    expect([called('a', 'S3'), called('b', 'S2')]).toEqual(['Speaker 2, beside you', 'Bruno, speaker 2']);
  });

  it('is its participant\'s as long as nobody knows whose it is', () => {
    expect(called('b', 'S9')).toBe('Bruno');
  });

  it('without a name is counted among those heard', () => {
    expect(called('c', 'S1')).toBe('Participant 3');
  });
});

describe('the first visit', () => {
  it.each([
    [['de-AT', 'en'], { source: 'de', target: 'en' }],
    [['en-GB'], { source: 'en', target: 'pt' }],
    [['pt-BR'], { source: 'pt', target: 'en' }],
    [[], { source: 'en', target: 'pt' }],
  ])('with a browser in %j begins with %j', (browser, languages) => {
    expect(firstLanguages(browser)).toEqual(languages);
  });

  it('falls back to what is served well where the browser\'s language is not', () => {
    const pairs = [{ source: 'af', target: 'en', tier: 'gist' as const }, { source: 'en', target: 'pt', tier: 'useful' as const }];
    const languages = ['af', 'en'].map((code) => ({ code, recognized: true, synthesized: true }));
    expect(servedLanguages({ source: 'xx', target: 'en' }, languages, pairs)).toEqual({ source: 'en', target: 'pt' });
  });
});

describe('languages', () => {
  const name = (code: string) => ({ en: 'English', pt: 'Portuguese', de: 'German', cs: 'Czech' })[code] ?? code;

  it('that one can rely on come first, by name', () => {
    expect(languageGroups(['pt', 'de', 'en', 'cs'], (code) => ['de', 'cs'].includes(code), name, 'en')).toEqual({ useful: ['en', 'pt'], gist: ['cs', 'de'] });
  });

  it('are neither lost nor doubled by being grouped', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('en', 'pt', 'de', 'cs', 'fr')), (codes) => {
      const { useful, gist } = languageGroups(codes, (code) => code > 'e', name, 'en');
      expect([...useful, ...gist].sort()).toEqual([...new Set(codes)].sort());
    }));
  });

  it('are a gist where no pair with them is better', () => {
    const pairs = [{ source: 'en', target: 'de', tier: 'gist' as const }, { source: 'en', target: 'pt', tier: 'useful' as const }, { source: 'de', target: 'en', tier: 'gist' as const }];
    expect([isGistSource(pairs, 'en'), isGistSource(pairs, 'de')]).toEqual([false, true]);
  });
});

describe('a browser', () => {
  const all = { isSecureContext: true, getUserMedia: true, audioWorklet: true, webSocket: true };

  it('that has everything is asked nothing', () => {
    expect(inability(all)).toBeUndefined();
  });

  it('that lacks something is too old on a secure page, and not to blame on another', () => {
    expect(inability({ ...all, audioWorklet: false })).toBe('UNSUPPORTED_BROWSER');
    expect(inability({ isSecureContext: false, getUserMedia: false, audioWorklet: false, webSocket: true })).toBe('INSECURE_PAGE');
  });

  it('without a microphone still listens, but not where the server is full', () => {
    expect(['MICROPHONE_DENIED', 'MICROPHONE_MISSING', 'SERVER_FULL'].map((code) => canOnlyListen({ code }))).toEqual([true, true, false]);
  });
});

describe('what there was', () => {
  const line = (more: Partial<TranscriptLine>): TranscriptLine => ({
    segment: 'a:0', participant: 'a', speaker: 'S1', language: 'en-US', text: 'Hi.', final: true, stableCharacters: 0, confidence: 1, lowConfidence: false, overlapped: false, words: [], startMs: 0, endMs: 1, translations: [], ...more,
  });

  it('counts what was said, whose voices, how long and in which languages', () => {
    const translations = [{ language: 'pt', text: 'Oi.', confidence: 1, alternatives: [], entities: [], tier: '' }];
    const lines = [line({ translations }), line({ segment: 'b:0', participant: 'b', endMs: 190_000 }), line({ segment: 'b:1', participant: 'b', final: false })];
    expect(conversationSummary({ lines })).toEqual({ minutes: 3, sentences: 2, voices: 2, languages: ['en', 'pt'] });
  });

  it('is nothing where nothing was said', () => {
    expect(conversationSummary({ lines: [line({ final: false })] })).toBeUndefined();
  });
});
