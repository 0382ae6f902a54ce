import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MicrophoneError } from '@univoice/client';
import type { Services } from '../services';
import { FakeServer } from '../testing/FakeServer';
import { show } from '../testing/show';
import { VoiceDialog } from './VoiceDialog';

const PROFILE = {
  profileId: 'v1',
  userId: 'ana',
  language: 'en',
  quality: 0.5,
  sampleCount: 1,
  version: 1,
  model: 'm',
  characteristics: { pitchMean: 190, pitchStdDev: 40, syllablesPerMinute: 240 },
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
};
const AGREED = { consents: [{ kind: 'VOICE_CLONING', given: true, statement: 'x', version: '1', at: 1 }], history: [] };

function server({ profiles = [] as unknown[], agreed = false } = {}) {
  return new FakeServer()
    .answers('GET /v1/voice-profiles/me', { json: { profiles } })
    .answers('GET /v1/users/me/consents', { json: agreed ? AGREED : { consents: [], history: [] } })
    .answers('PUT /v1/users/me/consents', { json: {} })
    .answers('POST /v1/voice-profiles', { status: 201, json: PROFILE });
}

/** A microphone into which somebody has spoken for so long, so loudly. */
const spoken = (durationMs: number, loudestDbfs = -20): Services['recordVoice'] => async (_device, { onLevel }) => {
  onLevel(50);
  return { stop: async () => ({ wav: new Blob(['RIFF'.repeat(100)]), durationMs, loudestDbfs }) };
};

const voice = () => <VoiceDialog onClose={() => undefined} />;
afterEach(cleanup);

describe('Enrolling a voice', () => {
  it('records the statement being read, and keeps consent before the profile', async () => {
    const asked = server();
    const { user } = show(voice(), { server: asked, services: { recordVoice: spoken(6_200) } });
    await user.click(await screen.findByRole('button', { name: 'Record' }));
    expect(await screen.findByText(/Read the text aloud\.$|Recording\./)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('6 s recorded')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'I agree, save my voice' }));
    expect(await screen.findByText(/Your voice is saved/)).toBeTruthy();

    const sent = asked.received.filter((each) => each.method !== 'GET').map((each) => `${each.method} ${each.path}`);
    expect(sent).toEqual(['PUT /v1/users/me/consents', 'POST /v1/voice-profiles']);
    const consent = JSON.parse(asked.to('PUT /v1/users/me/consents')[0]?.body ?? '') as Record<string, unknown>;
    expect(consent).toMatchObject({ kind: 'VOICE_CLONING', given: true, version: '2026-01' });
    expect(consent.statement).toMatch(/^I agree that UniVoice keeps this recording/);
    const [made] = asked.to('POST /v1/voice-profiles');
    expect(made?.query.get('language')).toBe('en');
    expect(made?.headers.get('Content-Type')).toBe('audio/wav');
    expect(made?.bytes).toBe(400);
  });

  it.each([
    ['too short', spoken(2_100), 'at least three seconds'],
    ['too quiet', spoken(6_000, -60), 'Nothing was heard'],
  ])('does not send what is %s', async (_what, recordVoice, sentence) => {
    const asked = server();
    const { user } = show(voice(), { server: asked, services: { recordVoice } });
    await user.click(await screen.findByRole('button', { name: 'Record' }));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect(screen.queryByRole('button', { name: /save my voice/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Record again' })).toBeTruthy();
  });

  it('says what to do when the microphone is denied', async () => {
    const { user } = show(voice(), { server: server(), services: { recordVoice: () => Promise.reject(new MicrophoneError('denied')) } });
    await user.click(await screen.findByRole('button', { name: 'Record' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/microphone/i);
  });

  it('keeps the recording when the gateway says no, so that nobody reads twice', async () => {
    const asked = server().refuses('POST /v1/voice-profiles', 429, 'RATE_LIMIT_EXCEEDED', { retryAfter: 5 });
    const { user } = show(voice(), { server: asked, services: { recordVoice: spoken(6_000) } });
    await user.click(await screen.findByRole('button', { name: 'Record' }));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    await user.click(await screen.findByRole('button', { name: /save my voice/ }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: /save my voice/ })).toBeTruthy();
  });

  it('reads the statement aloud where there is a voice, and says so where there is none', async () => {
    const read: string[] = [];
    const reader = { canRead: () => true, onVoices: () => () => undefined, read: (text: string) => void read.push(text), stop: () => undefined };
    const { user, unmount } = show(voice(), { server: server(), services: { reader } });
    await user.click(await screen.findByRole('button', { name: 'Read it to me' }));
    expect(read[0]).toMatch(/^I agree that UniVoice keeps this recording/);
    unmount();
    show(voice(), { server: server(), services: { reader: { ...reader, canRead: () => false } } });
    expect(await screen.findByText(/no voice for English/)).toBeTruthy();
    expect(screen.getByText(/^I agree that UniVoice keeps this recording/)).toBeTruthy();
  });
});

describe('A voice profile', () => {
  it('is described in words', async () => {
    show(voice(), { server: server({ profiles: [PROFILE], agreed: true }) });
    expect(await screen.findByText('A voice of middle height, lively, of usual pace.')).toBeTruthy();
    expect(screen.getByText('Fair')).toBeTruthy();
  });

  it('goes only after asking', async () => {
    const asked = server({ profiles: [PROFILE], agreed: true }).answers('DELETE /v1/voice-profiles/v1', { status: 204 });
    const { user } = show(voice(), { server: asked });
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(asked.to('DELETE /v1/voice-profiles/v1')).toHaveLength(0);
    await user.click(screen.getByRole('dialog', { name: 'Delete your voice profile?' }).querySelector('button:last-of-type') as HTMLElement);
    expect(await screen.findByText('Your voice profile is deleted.')).toBeTruthy();
    expect(asked.to('DELETE /v1/voice-profiles/v1')).toHaveLength(1);
  });

  it('goes with the consent', async () => {
    const asked = server({ profiles: [PROFILE], agreed: true });
    const { user } = show(voice(), { server: asked });
    await user.click(await screen.findByRole('button', { name: 'Take back my consent' }));
    await user.click(screen.getAllByRole('button', { name: 'Take back my consent' }).at(-1) as HTMLElement);
    await waitFor(() => expect(asked.to('PUT /v1/users/me/consents')).toHaveLength(1));
    expect(JSON.parse(asked.to('PUT /v1/users/me/consents')[0]?.body ?? '')).toEqual({ kind: 'VOICE_CLONING', given: false });
    expect(await screen.findByText(/Your consent is taken back/)).toBeTruthy();
  });
});
