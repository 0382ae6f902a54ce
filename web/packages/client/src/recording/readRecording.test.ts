import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecording } from './readRecording';
import { RecordingError } from './recording';

const latin = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) & 0xff);

function wav(tag: number, bits: number, data: number[], { rateHz = 16_000, channels = 1, size = data.length } = {}) {
  const format = [...little(tag, 2), ...little(channels, 2), ...little(rateHz, 4), ...little(0, 6), ...little(bits, 2)];
  return Uint8Array.from([
    ...[...latin('RIFF'), ...little(0, 4), ...latin('WAVE'), ...latin('LIST'), ...little(3, 4), 1, 2, 3, 0],
    ...[...latin('fmt '), ...little(16, 4), ...format, ...latin('data'), ...little(size, 4), ...data],
  ]);
}

/** MPEG 1, Layer III, 128 kb/s, 44.1 kHz, mono: 417 bytes, 1,152 samples. */
function frame(fill: number): number[] {
  return [0xff, 0xfb, 0x90, 0xc0, ...Array<number>(413).fill(fill)];
}

function page(position: number, body: number[], isFirst = false): number[] {
  const laces = [...Array<number>(Math.floor(body.length / 255)).fill(255), body.length % 255];
  const head = [...latin('OggS'), 0, isFirst ? 2 : 0, ...little(position, 8), ...little(1, 4), ...little(0, 8)];
  return [...head, laces.length, ...laces, ...body];
}

const OPUS_HEAD = [...latin('OpusHead'), 1, 1, ...little(312, 2), ...little(48_000, 4), 0, 0, 0];
const HEADERS = [...page(0, OPUS_HEAD, true), ...page(0, latin('OpusTags'))];

const sound = (file: Uint8Array): number[] => readRecording(file).pieces.flatMap(({ bytes }) => [...bytes]);
const int16 = (bytes: number[]): number[] => [...new Int16Array(Uint8Array.from(bytes).buffer)];

describe('a recording', () => {
  it('is the samples of a WAV file in pieces of 50 ms, whatever they are written in', () => {
    const samples = [0, 256, -256, 32_512, -32_768];
    const float = new Uint8Array(Float32Array.from(samples, (sample) => sample / 32_768).buffer);
    expect(int16(sound(wav(1, 16, samples.flatMap((sample) => little(sample & 0xffff, 2)))))).toEqual(samples);
    expect(int16(sound(wav(1, 24, samples.flatMap((sample) => [7, ...little(sample & 0xffff, 2)]))))).toEqual(samples);
    expect(int16(sound(wav(1, 8, samples.map((sample) => sample / 256 + 128))))).toEqual(samples);
    expect(int16(sound(wav(3, 32, [...float])))).toEqual(samples);

    const recording = readRecording(wav(1, 16, Array<number>(2 * 2 * 44_100).fill(1), { rateHz: 44_100, channels: 2 }));
    expect(recording.audio).toEqual({ format: 'pcm16', sampleRate: 44_100, channels: 2 });
    expect(recording.durationMs).toBe(1_000);
    expect(recording.pieces.map(({ durationMs }) => durationMs)).toEqual(Array(20).fill(50));
  });

  it('believes a WAV file no further than there are bytes', () => {
    for (const size of [0, 0xffffffff, 5_000]) {
      expect(sound(wav(1, 16, [1, 2, 3, 4, 5], { size }))).toEqual([1, 2, 3, 4]);
    }
  });

  it('is the frames of an MP3 file, without tags, junk and table', () => {
    const tag = [...latin('ID3'), 4, 0, 0, 0, 0, 1, 0, ...Array<number>(128).fill(0xff)];
    const table = frame(0);
    table.splice(4 + 17, 4, ...latin('Info'));
    const file = Uint8Array.from([...tag, ...table, ...frame(1), ...frame(2), ...latin('TAG'), ...Array<number>(125).fill(0)]);
    const recording = readRecording(file);

    expect(recording.pieces.map(({ bytes }) => [...bytes])).toEqual([frame(1), frame(2)]);
    expect(recording.durationMs).toBeCloseTo(52.245, 3);
    expect(recording.audio).toEqual({ format: 'mp3' });
  });

  it('is the pages of an Ogg Opus file, its headers with the first', () => {
    const first = page(960 + 312, [1, 2, 3]);
    const open = page(-1, [4]);
    const last = page(2_880 + 312, [5, 6]);
    const recording = readRecording(Uint8Array.from([...HEADERS, ...first, ...open, ...last]));

    expect(recording.pieces.map(({ bytes, durationMs }) => ({ bytes: [...bytes], durationMs }))).toEqual([
      { bytes: [...HEADERS, ...first], durationMs: 20 },
      { bytes: [...open, ...last], durationMs: 40 },
    ]);
    expect(recording.durationMs).toBe(60);
  });

  it.each([
    ['nothing', [], 'The file is empty.'],
    ['a FLAC file', latin('fLaC and more'), 'not a WAV, MP3 or Ogg Opus file but a FLAC file'],
    ['an MP4 file', [0, 0, 0, 32, ...latin('ftypM4A ')], 'an MP4 or M4A file'],
    ['a text', latin('Dear diary'), 'something else'],
    ['a WAV file of 8 kHz', [...wav(1, 16, [1, 2], { rateHz: 8_000 })], '8,000 samples a second'],
    ['a WAV file that is compressed', [...wav(85, 0, [1, 2])], 'format 85'],
    ['a WAV file without sound', [...wav(1, 16, [])], 'holds no sound'],
    ['a WAV header alone', latin('RIFF1234WAVE'), 'ends before its sound begins'],
    ['Ogg Vorbis', page(0, [1, ...latin('vorbis')], true), 'holds no Opus'],
    ['half a page of Ogg', HEADERS.slice(0, 40), 'breaks off'],
    ['MP3 that is none', [0xff, 0xfb, 0xf0, ...Array<number>(70_000).fill(1)], 'not an MP3 file'],
    ['MPEG Layer II', [0xff, 0xfd, 0x90, 0xc0, ...Array<number>(500).fill(0)], 'Layer II'],
  ])('refuses %s in a sentence', (_, bytes, sentence) => {
    expect(() => readRecording(Uint8Array.from(bytes))).toThrow(RecordingError);
    expect(() => readRecording(Uint8Array.from(bytes))).toThrow(sentence);
  });

  it('refuses anything that is none, and fails on nothing', () => {
    const seeds = [wav(1, 16, [1, 2, 3, 4]), Uint8Array.from([...frame(1), ...frame(2)]), Uint8Array.from(HEADERS)];
    const damaged = fc
      .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 5 }), fc.nat(500))
      .map(([seed, changes, length]) => {
        const file = seed.slice(0, length);
        changes.forEach(([at, value]) => (file[at % Math.max(1, file.length)] = value));
        return file;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (file) => {
        try {
          expect(readRecording(file).pieces.length).toBeGreaterThan(0);
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(RecordingError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
