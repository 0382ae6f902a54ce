import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeServer } from '../testing/FakeServer';
import { show } from '../testing/show';
import { HistoryDialog } from './HistoryDialog';

const FIGURES = { totalSegments: 2, averageLatency: 900, p50Latency: 800, p95Latency: 1200, p99Latency: 1300, errorCount: 0, audioQualityAverage: 0.9 };
const session = (sessionId: string, more: object = {}) => ({
  sessionId,
  userId: 'ana',
  status: 'ENDED',
  sourceLanguage: 'en',
  targetLanguage: 'pt',
  recordingEnabled: true,
  recordingId: '20231114-s1',
  maxSpeakers: 2,
  speakers: {},
  startTime: 1_700_000_000_000,
  endTime: 1_700_000_300_000,
  configuration: {},
  metrics: FIGURES,
  revision: '1',
  ...more,
});
const SAID = {
  sessionId: 's1',
  startTime: 0,
  participants: [{ id: 'ana', name: 'Ana' }],
  segments: [
    {
      ...{ segment: 'ana:0', speaker: 'S1', participant: 'ana', name: 'Ana', startMs: 61_000, endMs: 62_000, language: 'en', text: 'Good morning.' },
      ...{ confidence: 0.9, overlapped: false, translations: [{ language: 'pt', text: 'Bom dia.', confidence: 0.8, latencyMs: 700 }] },
    },
  ],
};
const RECORDING = {
  recordingId: '20231114-s1',
  sessionId: 's1',
  status: 'COMPLETE',
  startedAt: 0,
  linksValidSeconds: 300,
  files: [{ name: 'translated-audio-pt.wav', contentType: 'audio/wav', bytes: 2_000_000, startedAt: 0, url: 'file:///elsewhere' }],
};

function server() {
  return new FakeServer()
    .answers('GET /v1/sessions', ({ query }) =>
      query.get('nextToken') ? { json: { sessions: [session('s2', { targetLanguage: 'es' })] } } : { json: { sessions: [session('s1')], nextToken: 'more' } },
    )
    .answers('GET /v1/sessions/s1', { json: session('s1') })
    .answers('GET /v1/sessions/s1/transcript', ({ query }) => (query.get('format') ? { text: 'WEBVTT' } : { json: SAID }))
    .answers('GET /v1/recordings/20231114-s1', { json: RECORDING })
    .answers('GET /v1/recordings/20231114-s1/files/translated-audio-pt.wav', { text: 'RIFF' });
}

const history = () => <HistoryDialog onClose={() => undefined} />;
afterEach(cleanup);

describe('History', () => {
  it('comes page by page', async () => {
    const { user } = show(history(), { server: server() });
    expect(await screen.findByText(/English to Portuguese · 5 min · 2 sentences · Typical wait 0\.8 s/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show earlier ones' }));
    expect(await screen.findByText(/English to Spanish/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show earlier ones' })).toBeNull();
  });

  it('says so when there is nothing yet', async () => {
    show(history(), { server: new FakeServer().answers('GET /v1/sessions', { json: { sessions: [] } }) });
    expect(await screen.findByText(/Nothing here yet/)).toBeTruthy();
  });

  it('asks again after a failure when told to', async () => {
    const asked = server().refuses('GET /v1/sessions', 503, 'SERVICE_UNAVAILABLE', { retryAfter: 3 });
    const { user } = show(history(), { server: asked });
    await screen.findByRole('alert');
    asked.answers('GET /v1/sessions', { json: { sessions: [session('s1')] } });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/English to Portuguese/)).toBeTruthy();
  });

  it('shows what was said and hands it out as a file with a good name', async () => {
    const asked = server();
    const saved: string[] = [];
    const { user } = show(history(), { server: asked, services: { saveBlob: (_blob, name) => void saved.push(name) } });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    expect(await screen.findByText('Bom dia.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Subtitles (WebVTT), in Portuguese' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]).toMatch(/^UniVoice 2023-11-1\d \d\d\.\d\d subtitles pt\.vtt$/);
    const [file] = asked.to('GET /v1/sessions/s1/transcript').filter((each) => each.query.get('format'));
    expect(file?.query.toString()).toBe('format=vtt&language=pt');
    expect(file?.headers.get('Authorization')).toBe('Bearer proof');
  });

  it('says so when a file is not for this person', async () => {
    const asked = server();
    const { user } = show(history(), { server: asked });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    await screen.findByText('Bom dia.');
    asked.refuses('GET /v1/sessions/s1/transcript', 403, 'FORBIDDEN');
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Everything (JSON)' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('hands out a recording, and deletes it only after asking', async () => {
    const asked = server().answers('DELETE /v1/recordings/20231114-s1', { status: 204 });
    const saved: string[] = [];
    const { user } = show(history(), { server: asked, services: { saveBlob: (_blob, name) => void saved.push(name) } });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    await user.click(await screen.findByRole('button', { name: 'Download Translation into Portuguese' }));
    await waitFor(() => expect(saved[0]).toMatch(/translated-audio-pt\.wav$/));
    await user.click(screen.getByRole('button', { name: 'Delete recording' }));
    expect(asked.to('DELETE /v1/recordings/20231114-s1')).toHaveLength(0);
    await user.click(screen.getAllByRole('button', { name: 'Delete recording' }).at(-1) as HTMLElement);
    expect(await screen.findByText('The recording is deleted.')).toBeTruthy();
  });

  it('says who said it', async () => {
    const { user } = show(history(), { server: server() });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    expect(await screen.findByText('Ana')).toBeTruthy();
  });

  it('asks for no recording where the session has none', async () => {
    const asked = server()
      .answers('GET /v1/sessions', { json: { sessions: [session('s1', { recordingId: undefined })] } })
      .answers('GET /v1/sessions/s1', { json: session('s1', { recordingId: undefined }) });
    const { user } = show(history(), { server: asked });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    expect(await screen.findByText('This conversation was not recorded.')).toBeTruthy();
    await screen.findByText('Bom dia.');
    expect(asked.received.filter(({ path }) => path.startsWith('/v1/recordings'))).toEqual([]);
  });

  it('deletes a conversation only after asking, and never looks for it again', async () => {
    const asked = server().answers('DELETE /v1/sessions/s1/history', { status: 204 });
    const { user } = show(history(), { server: asked });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    await user.click(await screen.findByRole('button', { name: 'Delete conversation' }));
    expect(asked.to('DELETE /v1/sessions/s1/history')).toHaveLength(0);
    const before = asked.to('GET /v1/sessions/s1').length;
    asked.answers('GET /v1/sessions', { json: { sessions: [] } });
    await user.click(screen.getAllByRole('button', { name: 'Delete conversation' }).at(-1) as HTMLElement);
    expect(await screen.findByText('The conversation is deleted.')).toBeTruthy();
    expect(await screen.findByText(/Nothing here yet/)).toBeTruthy();
    expect(asked.to('GET /v1/sessions/s1')).toHaveLength(before);
  });

  it('says that a conversation is deleted where readers listened before, and once', async () => {
    const asked = server().answers('DELETE /v1/sessions/s1/history', { status: 204 });
    const { user } = show(history(), { server: asked });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    await user.click(await screen.findByRole('button', { name: 'Delete conversation' }));
    const before = [...document.querySelectorAll('[aria-live=polite]')];
    await user.click(screen.getAllByRole('button', { name: 'Delete conversation' }).at(-1) as HTMLElement);
    const said = await screen.findByText('The conversation is deleted.');
    expect(before).toContain(said.closest('[aria-live=polite]'));
    expect(said.closest('[role=alert]')).toBeNull();
  });

  it('does not offer to delete a conversation that goes on', async () => {
    const running = session('s1', { status: 'ACTIVE', endTime: undefined });
    const asked = server().answers('GET /v1/sessions', { json: { sessions: [running] } }).answers('GET /v1/sessions/s1', { json: running });
    const { user } = show(history(), { server: asked });
    await user.click(await screen.findByRole('button', { name: /English to Portuguese/ }));
    await screen.findByText('Bom dia.');
    expect(screen.queryByRole('button', { name: 'Delete conversation' })).toBeNull();
  });
});
