import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MicrophoneError } from '@univoice/client';
import { sessionOpened, statusChanged } from '../../store/session';
import { FakeServer } from '../testing/FakeServer';
import { PREMIUM, show } from '../testing/show';
import { SettingsDialog } from './SettingsDialog';

const CONFIGURATION = {
  enableRecording: false,
  enableDiarization: true,
  maxLatency: 3000,
  qualityMode: 'balanced',
  customVocabulary: [],
  maskProfanity: false,
  redactPersonalData: false,
  formality: 'default',
};
const SESSION = { sessionId: 's1', revision: '7', recordingEnabled: false, configuration: CONFIGURATION };
const NOBODY_AGREED = { consents: [], history: [] };

function server() {
  return new FakeServer()
    .answers('GET /v1/users/me/consents', { json: NOBODY_AGREED })
    .answers('GET /v1/glossaries', { json: { glossaries: ['medical'] } })
    .answers('GET /v1/sessions/s1', { json: SESSION })
    .answers('PATCH /v1/sessions/s1', { json: SESSION });
}

function inSession(shown: ReturnType<typeof show>) {
  shown.store.dispatch(sessionOpened({ sessionId: 's1', participantId: 'p1', owner: true, startedAt: 0, guestLanguage: null }));
  shown.store.dispatch(statusChanged('active'));
  return shown;
}

const settings = () => <SettingsDialog onClose={() => undefined} />;
afterEach(cleanup);

describe('Settings', () => {
  it('hold in this page only while there is no session', async () => {
    const asked = server();
    const { user, store } = show(settings(), { server: asked });
    await user.click(screen.getByRole('radio', { name: /^Speed/ }));
    expect(store.getState().ui.settings.qualityMode).toBe('speed');
    expect(asked.to('PATCH /v1/sessions/s1')).toHaveLength(0);
  });

  it('change the running session, bound to what they were decided upon', async () => {
    const asked = server();
    const { user } = inSession(show(settings(), { server: asked }));
    await user.click(screen.getByRole('radio', { name: /^Quality/ }));
    expect(await screen.findByText('Changed for this conversation.')).toBeTruthy();
    const [change] = asked.to('PATCH /v1/sessions/s1');
    expect(change?.headers.get('If-Match')).toBe('"7"');
    expect(JSON.parse(change?.body ?? '')).toEqual({ configuration: { qualityMode: 'quality' } });
  });

  it('show what somebody else chose meanwhile, and say so', async () => {
    const asked = server().refuses('PATCH /v1/sessions/s1', 409, 'INVALID_REQUEST');
    const { user, store } = inSession(show(settings(), { server: asked }));
    asked.answers('GET /v1/sessions/s1', { json: { ...SESSION, configuration: { ...CONFIGURATION, maskProfanity: true } } });
    await user.click(screen.getByRole('radio', { name: /^Speed/ }));
    expect(await screen.findByText(/Somebody else changed/)).toBeTruthy();
    expect(store.getState().ui.settings).toMatchObject({ qualityMode: 'balanced', maskProfanity: true });
  });

  it.each([
    [403, 'FORBIDDEN'],
    [429, 'RATE_LIMIT_EXCEEDED'],
  ])('take back what the gateway refuses with %i, and say why', async (status, code) => {
    const asked = server().refuses('PATCH /v1/sessions/s1', status, code);
    const { user, store } = inSession(show(settings(), { server: asked }));
    await user.click(screen.getByRole('switch', { name: 'Leave out swear words' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).not.toContain(code);
    expect(alert.textContent?.length).toBeGreaterThan(10);
    expect(store.getState().ui.settings.maskProfanity).toBe(false);
  });

  it('say so when there is no connection', async () => {
    const asked = server();
    const { user, store } = inSession(show(settings(), { server: asked }));
    asked.goesOffline();
    await user.click(screen.getByRole('switch', { name: 'Leave out personal data' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(store.getState().ui.settings.redactPersonalData).toBe(false);
  });

  it('keep words once their field is left', async () => {
    const { user, store } = show(settings(), { server: server() });
    await user.type(screen.getByRole('textbox', { name: 'Names and special words' }), 'Ana, Bruno,Ana');
    expect(store.getState().ui.settings.vocabulary).toEqual([]);
    await user.tab();
    expect(store.getState().ui.settings.vocabulary).toEqual(['Ana', 'Bruno']);
  });

  it('call one otherwise in the conversation that runs, and say so', async () => {
    const asked = server().answers('PATCH /v1/sessions/s1/participants/p1', { json: { sessionId: 's1', participantId: 'p1', participantName: 'Ana' } });
    const { user, store } = inSession(show(settings(), { server: asked }));
    await user.type(screen.getByRole('textbox', { name: 'How others see you' }), ' Ana ');
    await user.tab();
    expect(await screen.findByText('The others see it now.')).toBeTruthy();
    expect(asked.to('PATCH /v1/sessions/s1/participants/p1').map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ participantName: 'Ana' }]);
    expect(store.getState().ui.settings.participantName).toBe('Ana');
  });

  it('say why the conversation does not take a name, and ask again when the field is left again', async () => {
    const asked = server().refuses('PATCH /v1/sessions/s1/participants/p1', 503, 'SERVICE_UNAVAILABLE', { retryAfter: 5 });
    const { user, store } = inSession(show(settings(), { server: asked }));
    const field = screen.getByRole('textbox', { name: 'How others see you' });
    await user.type(field, 'Ana');
    await user.tab();
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.queryByText('The others see it now.')).toBeNull();
    // The others still see the one before.
    expect(store.getState().ui.settings.participantName).toBe('');
    await user.click(field);
    await user.tab();
    await waitFor(() => expect(asked.received.filter(({ method }) => method === 'PATCH')).toHaveLength(2));
  });

  it('tell nobody of a name where there is no conversation', async () => {
    const asked = server();
    const { user, store } = show(settings(), { server: asked });
    await user.type(screen.getByRole('textbox', { name: 'How others see you' }), 'Ana');
    await user.tab();
    expect(store.getState().ui.settings.participantName).toBe('Ana');
    expect(asked.received.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  it('have the account\'s name until another is chosen, and again when that is taken back', async () => {
    const { user, store } = show(settings(), { server: server(), name: 'Ana Reis' });
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'How others see you' });
    expect(field.value).toBe('Ana Reis');
    await user.clear(field);
    await user.type(field, 'Bia');
    await user.tab();
    expect(store.getState().ui.settings.participantName).toBe('Bia');
    await user.clear(field);
    await user.tab();
    expect(field.value).toBe('Ana Reis');
    expect(store.getState().ui.settings.participantName).toBe('');
  });

  it('lead to the licences of what the page is made of', () => {
    show(settings(), { server: server() });
    expect(screen.getByRole('link', { name: 'Licences of the software on this page' }).getAttribute('href')).toBe('/licences.txt');
  });

  it('speak the chosen language at once', async () => {
    show(settings(), { server: server(), locale: 'pt' });
    expect(await screen.findByRole('dialog', { name: 'Configurações' })).toBeTruthy();
  });
});

describe('Recording', () => {
  it('is begun only after the person has agreed, with the words on record', async () => {
    const asked = server().answers('PUT /v1/users/me/consents', { json: {} });
    const { user, store } = show(settings(), { server: asked });
    await user.click(await screen.findByRole('switch', { name: 'Record the conversation' }));
    expect(store.getState().ui.settings.enableRecording).toBe(false);
    await user.click(screen.getByRole('button', { name: 'I agree' }));
    await waitFor(() => expect(store.getState().ui.settings.enableRecording).toBe(true));
    const consent = JSON.parse(asked.to('PUT /v1/users/me/consents')[0]?.body ?? '') as Record<string, unknown>;
    expect(consent).toMatchObject({ kind: 'RECORDING', given: true, version: '2026-01' });
    expect(consent.statement).toMatch(/^I agree that UniVoice records/);
  });

  it('is not begun by somebody who does not agree', async () => {
    const asked = server();
    const { user, store } = show(settings(), { server: asked });
    await user.click(await screen.findByRole('switch', { name: 'Record the conversation' }));
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    expect(store.getState().ui.settings.enableRecording).toBe(false);
    expect(asked.to('PUT /v1/users/me/consents')).toHaveLength(0);
  });

  it('is not offered to who may not, and to a guest nothing of words and privacy', async () => {
    show(settings(), { server: server(), permissions: PREMIUM.filter((each) => each !== 'sessions:record') });
    expect(screen.queryByRole('switch', { name: 'Record the conversation' })).toBeNull();
    cleanup();
    show(settings(), { server: server(), permissions: ['transcripts:read:joined'] });
    expect(screen.queryByRole('heading', { name: 'Your words' })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Privacy' })).toBeNull();
  });
});

describe('A glossary', () => {
  const file = new File(['heart;coração'], 'Herz & Co.csv', { type: 'text/csv' });

  it('is kept under a name that the gateway takes, and chosen', async () => {
    const asked = server().answers('PUT /v1/glossaries/herz-co', { json: { name: 'herz-co', terms: 12 } });
    const { user, store } = show(settings(), { server: asked });
    await user.upload(screen.getByTestId('glossary-file'), file);
    expect(await screen.findByText('“herz-co” is kept: 12 terms.')).toBeTruthy();
    expect(store.getState().ui.settings.glossary).toBe('herz-co');
    expect(asked.to('PUT /v1/glossaries/herz-co')[0]?.headers.get('Content-Type')).toBe('text/csv');
  });

  it('that has a mistake is refused by line', async () => {
    const asked = server().answers('PUT /v1/glossaries/herz-co', {
      status: 400,
      json: { code: 'INVALID_REQUEST', message: 'Line 1 has no comma; its columns are divided by semicolons or tabs.', suggestion: 'Divide them by commas.' },
    });
    const { user, store } = show(settings(), { server: asked });
    await user.upload(screen.getByTestId('glossary-file'), file);
    expect((await screen.findByRole('alert')).textContent).toContain('Line 1 has no comma');
    expect(store.getState().ui.settings.glossary).toBe('');
  });
});

describe('The microphone', () => {
  it('is tested with a bar that moves, and let go of', async () => {
    let stopped = 0;
    let level: (value: number) => void = () => undefined;
    const { user } = show(settings(), {
      server: server(),
      services: {
        listenToMicrophone: async (_device, onLevel) => {
          level = onLevel;
          return async () => void (stopped += 1);
        },
      },
    });
    await user.click(screen.getByRole('button', { name: 'Test microphone' }));
    level(42);
    expect(screen.getByRole('meter', { name: 'Microphone level' }).getAttribute('aria-valuenow')).toBe('40');
    await user.click(screen.getByRole('button', { name: 'Stop test' }));
    await waitFor(() => expect(stopped).toBe(1));
  });

  it('that is denied is a sentence with a next step', async () => {
    const { user } = show(settings(), {
      server: server(),
      services: { listenToMicrophone: () => Promise.reject(new MicrophoneError('denied')) },
    });
    await user.click(screen.getByRole('button', { name: 'Test microphone' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/microphone/i);
  });
});
