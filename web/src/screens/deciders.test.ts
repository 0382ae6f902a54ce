import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingFileName, speechFileName, transcriptFileName } from './download/fileName';
import { faultOf, kindOf, LARGEST_FILE_BYTES } from './file/fileCheck';
import { heardVoices } from './history/heardVoices';
import { recordedFile, saidOf } from './history/sessionLine';
import { latencyRows, latencySummary, STAGES } from './metrics/series';
import { glossaryNameOf } from './settings/glossaryName';
import { sessionChange, vocabularyOf } from './settings/sessionChange';
import { voiceInWords } from './voice/inWords';
import { voiceFor } from './voice/readAloud';
import { refreshInMs, retryInMs } from '../auth/refreshTime';
import { tokenOfPaste } from '../auth/tokenLink';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('The name of a file', () => {
  it('says when, what and in which language', () => {
    const at = new Date(2026, 10, 22, 16, 5).getTime();
    expect(transcriptFileName(at, 'srt', 'pt')).toBe('UniVoice 2026-11-22 16.05 subtitles pt.srt');
    expect(transcriptFileName(at, 'txt')).toBe('UniVoice 2026-11-22 16.05 transcript.txt');
    expect(speechFileName('Interview.final.mp3', 'pt')).toBe('Interview.final.pt.wav');
  });

  it('never leads out of a folder, whatever the server calls it', () => {
    fc.assert(fc.property(fc.string(), (name) => !/[\\/:]/.test(recordingFileName(0, name))));
  });
});

describe('A file that is to be translated', () => {
  it('is known by its first bytes', () => {
    expect(kindOf(bytes('RIFF0000WAVEfmt '))).toBe('wav');
    expect(kindOf(bytes(`OggS${'\0'.repeat(24)}OpusHead`))).toBe('opus');
    expect(kindOf(bytes('ID3\x04'))).toBe('mp3');
    expect(kindOf(Uint8Array.of(0xff, 0xfb, 0x90))).toBe('mp3');
    // AAC in ADTS frames has the same eleven ones, but layer 0.
    expect(kindOf(Uint8Array.of(0xff, 0xf1, 0x50))).toBeUndefined();
    expect(kindOf(bytes(`OggS${'\0'.repeat(24)}\x01vorbis`))).toBeUndefined();
  });

  it('is refused when it is empty, too big or of another kind', () => {
    expect(faultOf(0, bytes(''))).toBe('empty');
    expect(faultOf(LARGEST_FILE_BYTES + 1, bytes('RIFF0000WAVE'))).toBe('tooBig');
    expect(faultOf(10, bytes('%PDF-1.7'))).toBe('wrongKind');
    expect(faultOf(10, bytes('RIFF0000WAVE'))).toBeUndefined();
  });
});

describe('What is changed in a session', () => {
  it('is what was changed, and nothing else', () => {
    expect(sessionChange({ theme: 'dark', captions: 'final' })).toBeUndefined();
    expect(sessionChange({ enableRecording: true })).toEqual({ recordingEnabled: true });
    expect(sessionChange({ glossary: '', vocabulary: [] })).toEqual({ configuration: { customTerminology: null, customVocabulary: null } });
  });

  it('has no word twice, none empty, and no more than the gateway takes', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        const kept = vocabularyOf(words.join(','));
        return new Set(kept).size === kept.length && kept.length <= 200 && kept.every((word) => word !== '' && word.length <= 100);
      }),
    );
  });

  it('names a glossary as the gateway allows, whatever the file is called', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(glossaryNameOf(name))));
    expect(glossaryNameOf('Coração & Café.CSV')).toBe('coracao-cafe');
  });
});

describe('Latency over time', () => {
  const latency = (number: number, stages: Record<string, number>) => ({ segment: `s${number}`, language: 'pt', at: number, stages });

  it('keeps the numbers of sentences when older ones leave the chart', () => {
    const many = Array.from({ length: 100 }, (_, index) => latency(index, { endToEnd: index }));
    const rows = latencyRows(many, 60);
    expect(rows).toHaveLength(60);
    expect(rows[0]?.number).toBe(41);
    expect(rows.at(-1)?.number).toBe(100);
  });

  it('adds up to the whole where the whole is not told', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 5, maxLength: 5 }), (values) => {
        const stages = Object.fromEntries(STAGES.map((stage, index) => [stage, values[index] ?? 0]));
        return latencyRows([latency(1, stages)])[0]?.endToEnd === values.reduce((sum, value) => sum + value, 0);
      }),
    );
  });

  it('has its percentiles over all sentences, not only over those that are shown', () => {
    const many = Array.from({ length: 100 }, (_, index) => latency(index, { translation: index + 1, endToEnd: index + 1 }));
    expect(latencySummary(many)).toEqual({ count: 100, p50: 50, p95: 95, slowestStage: 'translation' });
    expect(latencySummary([])).toBeUndefined();
  });
});

describe('A voice in words', () => {
  it('says nothing of what was not measured', () => {
    expect(voiceInWords({ quality: 0.1, characteristics: {} })).toEqual({ quality: 'weak', betterWithMore: true });
  });

  it('is low and even for a calm man, high and lively for an excited girl', () => {
    expect(voiceInWords({ quality: 0.9, characteristics: { pitchMean: 110, pitchStdDev: 10 } })).toMatchObject({ pitch: 'low', melody: 'even' });
    expect(voiceInWords({ quality: 0.9, characteristics: { pitchMean: 260, pitchStdDev: 70 } })).toMatchObject({ pitch: 'high', melody: 'lively' });
  });

  it('is read aloud by a voice of the very language, one on this machine first', () => {
    const voice = (lang: string, localService: boolean) => ({ lang, localService, default: false });
    expect(voiceFor([voice('en-US', true), voice('pt_BR', false), voice('pt-PT', true)], 'pt')?.lang).toBe('pt-PT');
    expect(voiceFor([voice('en-US', true)], 'pt')).toBeUndefined();
  });
});

describe('A recording', () => {
  it('is told by the names that the gateway gives its files, also of another part', () => {
    expect(recordedFile('translated-audio-pt.wav')).toEqual({ kind: 'translatedInto', language: 'pt' });
    expect(recordedFile('part-7f3a-source-audio.wav')).toEqual({ kind: 'sourceAll' });
    expect(recordedFile('source-audio-p1.wav')).toEqual({ kind: 'sourceOne' });
    expect(recordedFile('constructor')).toEqual({ kind: 'other' });
  });

  it('of what was said leaves out a line that it does not understand', () => {
    expect(saidOf([{ nonsense: true }, { segment: 'a', text: 'Hello.' }])).toHaveLength(1);
  });

  it('tells two people apart who are each the first speaker at their own microphone', () => {
    const line = (segment: string, participant: string, name?: string) => ({ segment, participant, speaker: 'S1', text: 'Hello.', ...(name && { name }) });
    const { names, voices } = heardVoices(saidOf([line('a', 'p1', 'Ana'), line('b', 'p2'), line('c', 'p1', 'Ana')]));
    expect(names).toEqual({ p1: 'Ana' });
    expect(Object.values(voices).map(({ participant, colour }) => [participant, colour])).toEqual([['p1', 0], ['p2', 1]]);
  });
});

describe('Renewing', () => {
  it('comes before the end, and never in the past', () => {
    fc.assert(
      fc.property(fc.nat(1e7), fc.nat(1e7), fc.nat(1e8), (lifetime, passed, received) => {
        const expiresAt = received + lifetime;
        const due = refreshInMs({ expiresAt }, received, received + passed) ?? -1;
        return due >= 0 && (due === 0 || received + passed + due <= expiresAt);
      }),
    );
    expect(refreshInMs({}, 0, 0)).toBeUndefined();
  });

  it('is tried less and less often, but at least once a minute', () => {
    expect([1, 2, 3, 9].map(retryInMs)).toEqual([5_000, 10_000, 20_000, 60_000]);
  });

  it('finds no token in a sentence', () => {
    expect(tokenOfPaste('please let me in')).toBeUndefined();
  });
});
