import { beforeEach, describe, expect, it } from 'vitest';
import { admittedAsGuest, signedIn, signedOut } from '../store/auth';
import { settingsChanged, sourceChosen } from '../store/ui';
import { guestLanguageChosen, placeRestored } from '../store/session';
import { TestPage } from './testPage';

const PIECE = { bytes: new Uint8Array(1600), durationMs: 50 };
const GONE = { code: 'RESOURCE_NOT_FOUND', status: 404, message: '', suggestion: '' };
const DEAD_TOKEN = { code: 'TOKEN_EXPIRED', status: 401, message: '', suggestion: '' };

let page: TestPage;

beforeEach(() => {
  page = new TestPage();
});

/** Comes in by an invitation, and speaks. */
async function asGuest(): Promise<void> {
  await page.controller.join({ invitation: 'uvi_1', name: 'Bruno', language: 'pt' });
  await page.speak();
}

describe('signing out', () => {
  beforeEach(async () => {
    page.store.dispatch(signedIn({ token: 'a' }));
    await page.speak();
    page.says({
      type: 'caption.final', sequence: 1, segment: 'me:0', speaker: 'S1', participant: 'me', language: 'en', text: 'A secret.',
      confidence: 1, lowConfidence: false, startMs: 0, endMs: 1, words: [], overlapped: false,
    });
    page.says({ type: 'notice', sequence: 2, code: 'AUDIO_SILENT', message: '', suggestion: '' });
  });

  it('releases microphone, loudspeaker, connection and timers', () => {
    page.store.dispatch(signedOut());
    expect(page.sound.said).toEqual(expect.arrayContaining(['microphone off', 'speaker off']));
    expect(page.last.said).toEqual(['leave']);
    expect(page.timers).toEqual([]);
    expect(page.store.getState().audio.isRecording).toBe(false);
  });

  it('leaves nothing of what was said for the next person, also what comes late', () => {
    const { events } = page.last;
    page.store.dispatch(signedOut());
    events.onMessage({ type: 'notice', sequence: 3, code: 'AUDIO_NOISY', message: '', suggestion: '' });
    expect(page.session).toMatchObject({ currentSession: null, status: 'idle', transcript: { lines: [] }, connection: null });
    expect(page.notifications).toEqual([]);
  });

  it('gives back the devices that were still being opened, and takes up no session', async () => {
    page.store.dispatch(signedOut());
    page.store.dispatch(signedIn({ token: 'b' }));
    const started = page.controller.start();
    page.store.dispatch(signedOut());
    await started;
    expect(page.conversations).toHaveLength(1);
    expect(page.session.currentSession).toBeNull();
    expect(page.sound.said.filter((each) => each === 'microphone off')).toHaveLength(2);
  });

  it('releases everything when the page shows the conversation no more, and follows nothing then', () => {
    page.leave();
    expect(page.last.said).toEqual(['leave']);
    expect(page.timers).toEqual([]);
    page.store.dispatch(sourceChosen('fr'));
    expect(page.last.wishes.speaks).toBe('en');
    expect(page.session.status).toBe('paused');
  });
});

describe('speaking again while last words are waited for', () => {
  it('leaves the old conversation first, and nothing of it touches the new one', async () => {
    await page.speak();
    page.othersAre(true);
    await page.controller.stop();
    const old = page.last;
    await page.speak();
    expect(old.said).toEqual(['stop', 'leave']);
    old.events.onState({ name: 'ended', why: { reason: 'replaced' } });
    old.events.onMessage({ type: 'session.finished', sequence: 1, track: 'me', language: '' });
    expect(page.session).toMatchObject({ status: 'active', failure: null });
    expect(page.last.said).toEqual([]);
    expect(page.timers).toHaveLength(2);
  });

  it('ends the old session where one was alone, and opens another', async () => {
    await page.speak();
    await page.controller.stop();
    await page.speak();
    expect(page.service.asked).toEqual(['open', 'end s1', 'open']);
  });

  it('holds for an invitation too', async () => {
    await page.speak();
    await page.controller.stop();
    await page.controller.invite();
    expect(page.service.asked).toEqual(['open', 'end s1', 'open', 'invite to s1']);
    expect(page.timers).toEqual([]);
  });
});

describe('a session that is being opened', () => {
  it('is the same one for “Speak” and “Invite”', async () => {
    await Promise.all([page.controller.start(), page.controller.invite()]);
    expect(page.service.asked).toEqual(['open', 'invite to s1']);
    expect(page.last.options.admission.ticket).toBe('first');
    await page.controller.stop();
    expect(page.session.status).toBe('ended');
  });

  it('is the same one for a dialog that is closed and opened again', async () => {
    await Promise.all([page.controller.invite(), page.controller.invite()]);
    expect(page.service.asked).toEqual(['open', 'invite to s1']);
  });
});

describe('a connection that did not come back in time', () => {
  const unreachable = () => page.last.events.onState({ name: 'ended', why: { reason: 'unreachable' } });

  it('does not end the session: the next press comes back into it', async () => {
    await page.speak();
    unreachable();
    await page.speak();
    expect(page.service.asked).toEqual(['open', 'readmit me to s1']);
  });

  it('gives its owner a new session where the old one is gone, and says so', async () => {
    await page.speak();
    unreachable();
    page.service.failures = { readmit: GONE };
    await page.speak();
    expect(page.service.asked).toEqual(['open', 'readmit me to s1', 'open']);
    expect(page.session.status).toBe('active');
    expect(page.notifications).toMatchObject([{ severity: 'info', text: { key: 'conversation:newSession' } }]);
  });

  it('lets a guest join again by the invitation', async () => {
    await asGuest();
    unreachable();
    page.service.failures = { readmit: { code: 'FORBIDDEN', status: 403 } };
    await page.speak();
    expect(page.service.asked.slice(1)).toEqual(['readmit me to s1', 'join uvi_1 as Bruno', 'transcript of s1']);
    expect(page.session).toMatchObject({ status: 'active', currentSession: { guestLanguage: 'pt', owner: false } });
  });

  it('lets a guest join again by the name that they have taken since', async () => {
    await asGuest();
    page.store.dispatch(settingsChanged({ participantName: 'Bruno Reis' }));
    unreachable();
    page.service.failures = { readmit: { code: 'FORBIDDEN', status: 403 } };
    await page.speak();
    expect(page.service.asked).toContain('join uvi_1 as Bruno Reis');
  });

  it('calls a guest as they came in, and nobody so who was not let in', async () => {
    page.service.failures = { join: GONE };
    await page.controller.join({ invitation: 'uvi_1', name: 'Bruno', language: 'pt' });
    expect(page.store.getState().ui.settings.participantName).toBe('');
    page.service.failures = {};
    await asGuest();
    expect(page.store.getState().ui.settings.participantName).toBe('Bruno');
  });

  it('lets a guest join again after a reload, by the same invitation and name', async () => {
    page = new TestPage({ invitation: 'uvi_1' });
    page.store.dispatch(placeRestored({ session: { sessionId: 's1', participantId: 'me', owner: false, startedAt: 1, guestLanguage: 'pt' }, joinLink: null, begun: true }));
    page.store.dispatch(admittedAsGuest({ token: 'uvg_1' }));
    page.store.dispatch(settingsChanged({ participantName: 'Bruno' }));
    page.service.failures = { readmit: GONE };
    await page.controller.start();
    expect(page.service.asked).toContain('join uvi_1 as Bruno');
  });

  it('shows a guest the way out where the invitation works no more', async () => {
    page = new TestPage({ invitation: 'uvi_1' });
    await asGuest();
    unreachable();
    page.service.failures = { readmit: GONE, join: GONE };
    await page.controller.start();
    expect(page.store.getState().auth).toMatchObject({ status: 'signedOut', failure: { code: 'INVITATION_EXPIRED' } });
    expect(page.session.currentSession).toBeNull();
    expect(page.sound.said.slice(-2).sort()).toEqual(['microphone off', 'speaker off']);
  });

  it('never makes a guest open a session, also when it is over', async () => {
    await asGuest();
    page.last.events.onState({ name: 'ended', why: { reason: 'over' } });
    page.service.failures = { join: GONE };
    await page.controller.start();
    await page.controller.start();
    expect(page.service.asked).not.toContain('open');
    expect(page.session.failure).toMatchObject({ code: 'INVITATION_EXPIRED' });
  });
});

describe('a microphone that is lost', () => {
  it('while the session is being opened lets nothing begin', async () => {
    const started = page.controller.start();
    page.sound.microphone?.onLost('unplugged');
    await started;
    expect(page.conversations).toEqual([]);
    expect(page.session.failure).toEqual({ code: 'MICROPHONE_UNPLUGGED' });
    expect(page.sound.said).toContain('speaker off');
    await page.speak();
    expect(page.service.asked).toEqual(['open']);
  });

  it.each([
    ['unplugged', 'MICROPHONE_UNPLUGGED'],
    ['ended', 'MICROPHONE_TAKEN'],
    ['muted-by-system', 'MICROPHONE_MUTED'],
  ] as const)('says why (%s), and one goes on listening', async (why, code) => {
    await page.speak();
    page.sound.microphone?.onLost(why);
    expect(page.session).toMatchObject({ status: 'paused', failure: { code } });
    expect(page.last.said).toEqual(['pause']);
    page.says({ type: 'speech.begin', sequence: 1, segment: 'o:0', speaker: 'S1', participant: 'other', language: 'en', voice: 'cloned', audio: 7, startMs: 0, endMs: 1 });
    expect(page.sound.said).toEqual(['microphone on', 'begin 7 o:0']);
  });

  it('is taken again with a press, in the same conversation', async () => {
    await page.speak();
    page.sound.microphone?.onLost('muted-by-system');
    await page.controller.start();
    page.sound.microphone?.onPiece(PIECE);
    expect(page.conversations).toHaveLength(1);
    expect(page.last.said).toEqual(['pause', 'resume']);
    expect(page.last.pieces).toHaveLength(1);
    expect(page.session).toMatchObject({ status: 'active', failure: null });
  });

  it('and cannot be taken again says why, and one still listens', async () => {
    await page.speak();
    page.sound.microphone?.onLost('ended');
    page.sound.refusal = { code: 'MICROPHONE_DENIED' };
    await page.controller.start();
    expect(page.session).toMatchObject({ status: 'paused', failure: { code: 'MICROPHONE_DENIED' } });
    expect(page.last.said).toEqual(['pause']);
  });
});

describe('“Stop”', () => {
  it('sends what still lies in the microphone', async () => {
    await page.speak();
    page.sound.lastPiece = PIECE;
    await page.controller.stop();
    expect(page.last.pieces).toHaveLength(1);
    expect(page.last.said).toEqual(['stop']);
  });

  it('while the connection is lost waits until it is back, and then for the last words', async () => {
    await page.speak();
    page.last.events.onState({ name: 'reconnecting', attempt: 1, nextTryInMs: 300, offline: false });
    await page.controller.stop();
    page.pass(10_000);
    expect(page.last.said).toEqual(['stop']);
    page.last.events.onState({ name: 'live', resumed: true });
    page.pass(10_000);
    expect(page.last.said).toEqual(['stop', 'leave']);
  });

  it('tells what was lost when the connection does not come back', async () => {
    await page.speak();
    page.last.events.onState({ name: 'reconnecting', attempt: 1, nextTryInMs: 300, offline: false });
    await page.controller.stop();
    page.last.events.onLost(1_500);
    page.last.events.onState({ name: 'ended', why: { reason: 'unreachable' } });
    expect(page.notifications).toMatchObject([{ severity: 'warning', text: { key: 'conversation:lost', values: { lostMs: 1_500 } } }]);
    expect(page.session.failure).toEqual({ code: 'UNREACHABLE' });
  });
});

describe('“Pause”', () => {
  const turns = () => new Promise((resolve) => setTimeout(resolve));

  it('sends what still lies in the microphone, and then says so', async () => {
    await page.speak();
    page.sound.lastPiece = PIECE;
    page.controller.pause();
    expect(page.session.status).toBe('paused');
    await turns();
    expect(page.last.pieces).toHaveLength(1);
    expect(page.last.said).toEqual(['pause']);
  });

  it('that is taken back at once loses nothing of what is said before and after', async () => {
    await page.speak();
    page.sound.lastPiece = PIECE;
    page.controller.pause();
    page.controller.goOn();
    await turns();
    page.sound.microphone?.onPiece(PIECE);
    expect(page.last.pieces).toHaveLength(2);
    expect(page.last.said).toEqual(['pause', 'resume']);
    expect(page.session.status).toBe('active');
  });

  it('and “Stop” at once leave the conversation stopped', async () => {
    await page.speak();
    page.sound.lastPiece = PIECE;
    page.controller.pause();
    await page.controller.stop();
    await turns();
    expect(page.last.pieces).toHaveLength(1);
    expect(page.last.said.at(-1)).toBe('stop');
    expect(page.session.status).toBe('ended');
  });
});

describe('a change that is refused', () => {
  const refuse = () =>
    page.says({
      type: 'error', sequence: 1, code: 'UNSUPPORTED_LANGUAGE', category: 'CLIENT_ERROR', message: '', suggestion: '', retryable: false, requestId: 'r', timestamp: 1,
    });

  it('goes back on the screen to what holds, and asks for nothing', async () => {
    await page.speak();
    const held = page.last.wishes;
    page.store.dispatch(sourceChosen('xx'));
    expect(page.last.wishes.speaks).toBe('xx');
    page.last.wishes = held;
    refuse();
    expect(page.store.getState().ui.language).toEqual({ source: 'en', target: 'pt' });
    expect(page.last.wishes).toEqual(held);
    page.store.dispatch(settingsChanged({ captions: 'final' }));
    expect(page.last.wishes).toMatchObject({ speaks: 'en', captions: 'final' });
  });

  it('goes back to a guest’s language', async () => {
    await asGuest();
    const held = page.last.wishes;
    page.store.dispatch(guestLanguageChosen('xx'));
    page.last.wishes = held;
    refuse();
    expect(page.session.currentSession?.guestLanguage).toBe('pt');
  });

  it('is left alone by an error about something else', async () => {
    await page.speak();
    page.store.dispatch(sourceChosen('fr'));
    refuse();
    expect(page.store.getState().ui.language.source).toBe('fr');
  });
});

describe('a token that is dead', () => {
  it('ends a guest’s conversation at once, and shows the way out', async () => {
    page = new TestPage({ invitation: 'uvi_1' });
    await asGuest();
    page.service.failures = { readmit: DEAD_TOKEN };
    await expect(page.last.options.readmit()).rejects.toMatchObject({ code: 'INVITATION_EXPIRED', passes: false });
    page.last.events.onState({ name: 'ended', why: { reason: 'refused', code: 'INVITATION_EXPIRED', message: '', suggestion: '' } });
    expect(page.store.getState().auth).toMatchObject({ status: 'signedOut', failure: { code: 'INVITATION_EXPIRED' } });
    expect(page.session.currentSession).toBeNull();
  });

  it('lets somebody with an account sign in again', async () => {
    await page.speak();
    page.service.failures = { readmit: DEAD_TOKEN };
    await expect(page.last.options.readmit()).rejects.not.toHaveProperty('passes');
  });
});
