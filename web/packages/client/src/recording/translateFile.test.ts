import { describe, expect, it } from 'vitest';
import { FakeGateway } from '../session/fakeGateway';
import type { TranscriptState } from '../transcript/types';
import { RecordingError } from './recording';
import { translateFile, type FileProgress } from './translateFile';

/** 16 kHz mono, of so many milliseconds. */
function wav(durationMs: number): { file: Blob; samples: number[] } {
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) =>
    [...letters].forEach((letter, offset) => header.setUint8(at + offset, letter.charCodeAt(0)));
  text(0, 'RIFF');
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  [1, 1].forEach((value, at) => header.setUint16(20 + 2 * at, value, true));
  header.setUint32(24, 16_000, true);
  header.setUint16(34, 16, true);
  text(36, 'data');
  header.setUint32(40, durationMs * 32, true);
  const samples = Array.from({ length: durationMs * 32 }, (_, at) => (at * 7 + Math.floor(at / 999)) & 0xff);
  return { file: new Blob([header.buffer, Uint8Array.from(samples)]), samples };
}

const about = (startMs: number) => ({
  ...{ segment: `ana:${startMs}`, participant: 'ana', speaker: 'S1', startMs, endMs: startMs + 1_000 },
});
const translation = (sequence: number, startMs: number, text: string) => ({
  ...{ type: 'translation', sequence, ...about(startMs), sourceLanguage: 'en', language: 'pt', text },
  ...{ confidence: 1, alternatives: [], entities: [], tier: 'useful' },
});
const begin = (sequence: number, startMs: number, audio: number) => ({
  ...{ type: 'speech.begin', sequence, ...about(startMs), language: 'pt', voice: 'similar', audio },
});
const FINISHED = { type: 'session.finished', sequence: 90, track: 'ana', language: '' };

function started(file: Blob, signal?: AbortSignal) {
  const gateway = new FakeGateway();
  const progress: FileProgress[] = [];
  const transcripts: TranscriptState[] = [];
  let opened = 0;
  const translated = translateFile(
    file,
    {
      api: {
        createSession: () => {
          opened++;
          return Promise.resolve({ ...gateway.admission, status: 'ACTIVE' } as never);
        },
        comeBack: gateway.readmit,
      },
      from: 'en',
      to: 'pt',
      onProgress: (told) => progress.push(told),
      onTranscript: (told) => transcripts.push(told),
      ...(signal === undefined ? {} : { signal }),
    },
    gateway.environment,
  );
  return { gateway, progress, transcripts, translated, opened: () => opened };
}

/** Reading a Blob takes turns of the real event loop. */
const fileRead = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('translating a file', () => {
  it('sends all of it, through lost connections, and brings transcript and speech', async () => {
    const { file, samples } = wav(20_000);
    const { gateway, progress, transcripts, translated } = started(file);
    await fileRead();
    await gateway.clock.pass(3_000);
    gateway.forget(10);
    gateway.network(false);
    await gateway.clock.pass(30_000);
    gateway.network(true);
    await gateway.clock.pass(15_000);
    expect(gateway.timeline).toHaveLength(samples.length);
    expect(gateway.timeline.every((byte, at) => byte === samples[at])).toBe(true);
    expect(gateway.commands).toEqual(['stop']);

    gateway.deliverMessage(translation(1, 0, 'Olá.'));
    gateway.deliverMessage(begin(2, 0, 7));
    gateway.deliverSound(3, 7, Uint8Array.of(1, 2, 3, 4));
    gateway.deliverMessage(translation(4, 500, 'Mundo.'));
    gateway.deliverMessage(begin(5, 500, 8));
    gateway.deliverSound(6, 8, Uint8Array.of(5, 6));
    await gateway.clock.pass(500);
    expect(progress.at(-1)).toEqual({ sent: 1, translated: 0.075 });
    gateway.deliverMessage(FINISHED);
    await gateway.clock.pass(500);

    const done = await translated;
    expect(done).toMatchObject({ sessionId: 'session', durationMs: 20_000 });
    expect(done.transcript.lines.map(({ translations }) => translations[0]?.text)).toEqual(['Olá.', 'Mundo.']);
    expect(transcripts.length).toBe(4);
    expect(progress.at(-1)).toEqual({ sent: 1, translated: 1 });
    const speech = new Uint8Array(await done.speech.arrayBuffer());
    // The first a second into the recording, where its sentence ends; the second half a second later.
    expect(speech.length).toBe(44 + 1_500 * 48 + 2);
    expect([...speech.subarray(44 + 48_000, 44 + 48_004)]).toEqual([1, 2, 3, 4]);
    expect([...speech.subarray(44 + 72_000)]).toEqual([5, 6]);
    expect(new DataView(speech.buffer).getUint32(40, true)).toBe(speech.length - 44);
    expect(gateway.closedWith).toContain(1000);
  });

  it('takes a bit more than half the time of the recording', async () => {
    const { gateway } = started(wav(20_000).file);
    await fileRead();
    await gateway.clock.pass(9_000);
    expect(gateway.state).toBe('live');
    await gateway.clock.pass(1_200);
    expect(gateway.state).toBe('stopped');
  });

  it('opens nothing for what is no recording', async () => {
    const { translated, opened } = started(new Blob(['Dear diary']));
    await expect(translated).rejects.toBeInstanceOf(RecordingError);
    expect(opened()).toBe(0);
  });

  it('can be taken back', async () => {
    const abort = new AbortController();
    const { gateway, translated } = started(wav(5_000).file, abort.signal);
    const refused = expect(translated).rejects.toThrow('enough');
    await fileRead();
    await gateway.clock.pass(1_000);
    abort.abort(new Error('enough'));
    await refused;
    await gateway.clock.pass(1_000);
    expect(gateway.closedWith).toEqual([1000]);
  });

  it('tells why it ended early', async () => {
    const { gateway, translated } = started(wav(5_000).file);
    const refused = expect(translated).rejects.toMatchObject({ ending: { reason: 'over' } });
    await fileRead();
    await gateway.clock.pass(1_000);
    gateway.cut(4002);
    await refused;
  });

  it('gives up on models from which nothing comes any more', async () => {
    const { gateway, translated } = started(wav(1_000).file);
    const refused = expect(translated).rejects.toMatchObject({ ending: { reason: 'silent' } });
    await fileRead();
    await gateway.clock.pass(130_000);
    await refused;
  });
});
