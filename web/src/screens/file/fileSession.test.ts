import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeStore } from '../../store/store';
import { initialUi } from '../../store/ui';
import { browserServices } from '../browserServices';
import { FakeServer } from '../testing/FakeServer';
import { fileSession } from './fileSession';

const SETTINGS = {
  ...initialUi.settings,
  participantName: 'Ana',
  maskProfanity: true,
  redactPersonalData: true,
  glossary: 'heart',
  vocabulary: ['Univoice'],
  qualityMode: 'quality' as const,
  enableRecording: true,
};
const CHOSEN = { ...makeStore().getState(), ui: { ...initialUi, settings: SETTINGS } };

/** A second of silence, 16 kHz mono. */
function wav(): File {
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) => [...letters].forEach((letter, offset) => header.setUint8(at + offset, letter.charCodeAt(0)));
  text(0, 'RIFF');
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  [1, 1].forEach((value, at) => header.setUint16(20 + 2 * at, value, true));
  header.setUint32(24, 16_000, true);
  header.setUint16(34, 16, true);
  text(36, 'data');
  header.setUint32(40, 32_000, true);
  return new File([header.buffer, new Uint8Array(32_000)], 'Visit of Monday.wav');
}

describe('the session in which a file is translated', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('leaves out, knows and takes care of what was chosen for conversations, and is never recorded', async () => {
    const server = new FakeServer().refuses('POST /v1/sessions', 429, 'QUOTA_EXCEEDED');
    vi.stubGlobal('fetch', server.fetch);
    const { translateFile } = browserServices(() => 'proof', () => CHOSEN);
    const events = { onProgress: () => undefined, onTranscript: () => undefined };
    await expect(translateFile(wav(), { from: 'auto', to: 'es' }, events, new AbortController().signal)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });

    expect(JSON.parse(server.to('POST /v1/sessions')[0]?.body ?? '')).toEqual({
      participantName: 'Visit of Monday.wav',
      sourceLanguage: 'auto',
      targetLanguage: 'es',
      configuration: {
        qualityMode: 'quality',
        customTerminology: 'heart',
        customVocabulary: ['Univoice'],
        maskProfanity: true,
        redactPersonalData: true,
      },
    });
  });

  it('calls who speaks as much of the file’s name as the gateway takes', () => {
    const { participantName } = fileSession(CHOSEN, `${'a'.repeat(99)}😀.wav`, { from: 'en', to: 'pt' });
    expect(participantName).toBe('a'.repeat(99));
  });
});
