import { cleanup, screen, waitFor } from '@testing-library/react';
import { EMPTY_TRANSCRIPT, type TranscriptLine } from '@univoice/client';
import { afterEach, describe, expect, it } from 'vitest';
import type { Services } from '../services';
import { FakeServer } from '../testing/FakeServer';
import { show } from '../testing/show';
import { FileDialog } from './FileDialog';

const LINE: TranscriptLine = {
  segment: 'a',
  participant: 'p',
  speaker: 'S1',
  language: 'en',
  text: 'Good morning.',
  final: true,
  stableCharacters: 13,
  confidence: 0.9,
  lowConfidence: false,
  overlapped: false,
  words: [],
  startMs: 0,
  endMs: 900,
  translations: [{ language: 'pt', text: 'Bom dia.', confidence: 0.9, alternatives: [], entities: [], tier: 'useful' }],
};
const TRANSCRIPT = { ...EMPTY_TRANSCRIPT, lines: [LINE] };
const WAV = new File(['RIFF0000WAVEfmt '], 'talk.wav', { type: 'audio/wav' });

const server = () =>
  new FakeServer()
    .answers('GET /v1/languages', { json: { languages: [{ code: 'en', recognized: true, synthesized: true }], domains: [], formalities: [] } })
    .answers('GET /v1/languages/pairs', { json: { pairs: [{ source: 'en', target: 'pt', tier: 'useful' }] } });
const file = () => <FileDialog onClose={() => undefined} />;
afterEach(cleanup);

describe('A file', () => {
  it('is translated with captions on the way, and can be taken along', async () => {
    let finish = () => {};
    const saved: string[] = [];
    const translateFile: Services['translateFile'] = (_file, languages, events) => {
      expect(languages).toEqual({ from: 'en', to: 'pt' });
      events.onProgress({ sent: 0.5, translated: 0.25 });
      events.onTranscript(TRANSCRIPT);
      return new Promise((resolve) => {
        finish = () => resolve({ sessionId: 's1', startedAt: 0, transcript: TRANSCRIPT, speech: new Blob(['RIFF']) });
      });
    };
    const { user } = show(file(), { server: server(), services: { translateFile, saveBlob: (_blob, name) => void saved.push(name) } });
    await user.upload(screen.getByTestId('audio-file'), WAV);
    await user.click(await screen.findByRole('button', { name: 'Translate' }));
    expect(screen.getByRole('progressbar', { name: 'Sent' }).getAttribute('aria-valuenow')).toBe('50');
    expect(screen.getByRole('progressbar', { name: 'Translated' }).getAttribute('aria-valuenow')).toBe('25');
    expect(screen.getByText('Bom dia.')).toBeTruthy();
    finish();
    await user.click(await screen.findByRole('button', { name: 'Speech (WAV)' }));
    expect(saved).toEqual(['talk.pt.wav']);
  });

  it('can be stopped, and then nothing more is sent', async () => {
    let signalled: AbortSignal | undefined;
    const translateFile: Services['translateFile'] = (_file, _languages, _events, signal) => {
      signalled = signal;
      return new Promise(() => undefined);
    };
    const { user } = show(file(), { server: server(), services: { translateFile } });
    await user.upload(screen.getByTestId('audio-file'), WAV);
    await user.click(await screen.findByRole('button', { name: 'Translate' }));
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(signalled?.aborted).toBe(true);
    expect(screen.getByText('Stopped. Nothing more is sent.')).toBeTruthy();
  });

  it.each([
    ['empty', new File([], 'a.wav', { type: 'audio/wav' }), 'This file is empty.'],
    ['of another kind', new File(['%PDF-1.7'], 'a.wav', { type: 'audio/wav' }), /no WAV, MP3 or Ogg Opus/],
  ])('that is %s is refused in a sentence', async (_what, wrong, sentence) => {
    const { user } = show(file(), { server: server() });
    await user.upload(screen.getByTestId('audio-file'), wrong);
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Translate' })).toBeNull();
  });

  it('that the server has no room for says so, and is tried again when told to', async () => {
    let tries = 0;
    const translateFile: Services['translateFile'] = () => {
      tries += 1;
      return Promise.reject({ code: 'SERVER_FULL', status: 503 });
    };
    const { user } = show(file(), { server: server(), services: { translateFile } });
    await user.upload(screen.getByTestId('audio-file'), WAV);
    await user.click(await screen.findByRole('button', { name: 'Translate' }));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(tries).toBe(2));
  });
});
