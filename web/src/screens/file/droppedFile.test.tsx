import { EMPTY_TRANSCRIPT } from '@univoice/client';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileTranslation, Services } from '../services';
import { FakeServer } from '../testing/FakeServer';
import { show } from '../testing/show';
import { dropFiles, droppedFiles } from './droppedFile';
import { FileDialog } from './FileDialog';

const LINE = {
  ...{ segment: 'a:0', participant: 'a', speaker: 'S1', language: 'en', text: 'Good morning.', final: true, stableCharacters: 0, confidence: 0.9 },
  ...{ lowConfidence: false, overlapped: false, words: [], startMs: 0, endMs: 1, translations: [] },
};
const RESULT: FileTranslation = { sessionId: 's', startedAt: 0, transcript: { ...EMPTY_TRANSCRIPT, lines: [LINE] } };

const wav = (name: string) => new File(['RIFF0000WAVEfmt '], name);

/** A translation that ends when the test says so. */
function opened() {
  const signals: AbortSignal[] = [];
  const ends: (() => void)[] = [];
  const translateFile: Services['translateFile'] = (_file, _languages, _events, signal) =>
    new Promise((resolve, reject) => {
      signals.push(signal);
      ends.push(() => resolve(RESULT));
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  const { user } = show(<FileDialog onClose={() => undefined} />, { server: new FakeServer(), services: { translateFile } });
  return { user, signals, finish: () => act(() => ends.at(-1)?.()) };
}

async function started(dialog: ReturnType<typeof opened>) {
  act(() => dropFiles([wav('first.wav')]));
  await dialog.user.click(await screen.findByRole('button', { name: 'Translate' }));
}

describe('a file that is dropped', () => {
  afterEach(() => {
    cleanup();
    dropFiles([]);
    vi.unstubAllGlobals();
  });

  it('takes no finished translation away that somebody wants to keep', async () => {
    const dialog = opened();
    await started(dialog);
    act(() => dropFiles([wav('second.wav')]));
    await dialog.user.click(await screen.findByRole('button', { name: 'Keep this one' }));
    expect(dialog.signals[0]?.aborted).toBe(false);
    expect(droppedFiles()).toEqual([]);
    await dialog.finish();

    expect(await screen.findByText('Good morning.')).toBeTruthy();
    act(() => dropFiles([wav('third.wav')]));
    expect(await screen.findByText('Take the new file?')).toBeTruthy();
    expect(screen.getByText('Good morning.')).toBeTruthy();
    await dialog.user.click(screen.getByRole('button', { name: 'Take the new file' }));
    expect(await screen.findByText('third.wav')).toBeTruthy();
    expect(screen.queryByText('Good morning.')).toBeNull();
  });

  it('stops the translation that it takes the place of', async () => {
    const dialog = opened();
    await started(dialog);
    act(() => dropFiles([wav('second.wav')]));
    await dialog.user.click(await screen.findByRole('button', { name: 'Take the new file' }));

    expect(await screen.findByText('second.wav')).toBeTruthy();
    expect(dialog.signals[0]?.aborted).toBe(true);
    await waitFor(() => expect(screen.queryByText('Take the new file?')).toBeNull());
    expect(screen.getByRole('button', { name: 'Translate' })).toBeTruthy();
  });
});
