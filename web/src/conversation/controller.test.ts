import { ApiFailure, applyMessage, MicrophoneError, withEarlier } from '@univoice/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeStore, type Store } from '../store/store';
import { inputChosen, originalChosen, volumeChosen } from '../store/audio';
import { placeRestored, type KeptPlace } from '../store/session';
import { languagesSet, settingsChanged } from '../store/ui';
import { ConversationController } from './controller';
import { FakeConversation, FakeService, FakeSound } from './fakes';
import { newLevels } from './levels';
import type { ServerMessage } from './roles';

const PIECE = { bytes: new Uint8Array(1600), durationMs: 50 };

let store: Store;
let sound: FakeSound;
let service: FakeService;
let conversations: FakeConversation[];
let timers: { ms: number; run(): void; repeats: boolean }[];
let controller: ConversationController;
let marks: string[];

/** Lets that much time pass as far as timers of this length are concerned. */
function pass(ms: number): void {
  const due = timers.filter((each) => each.ms === ms);
  timers = timers.filter((each) => each.repeats || !due.includes(each));
  due.forEach((each) => each.run());
}

function timer(repeats: boolean) {
  return (ms: number, run: () => void) => {
    const each = { ms, run, repeats };
    timers.push(each);
    return () => {
      timers = timers.filter((other) => other !== each);
    };
  };
}

const last = () => conversations[conversations.length - 1] as FakeConversation;
const status = (connected: boolean): ServerMessage => ({
  type: 'session.status', sequence: 0, sessionId: 's1', participantId: 'me', state: 'live', receivedMillis: 0,
  participants: [
    { participantId: 'me', name: 'Ana', speaks: 'en', hears: 'en', connected: true },
    { participantId: 'other', name: 'Bruno', speaks: 'pt', hears: 'pt', connected },
  ],
});

async function live(): Promise<void> {
  await controller.start();
  last().events.onState({ name: 'live', resumed: false });
}

beforeEach(() => {
  store = makeStore();
  store.dispatch(languagesSet({ source: 'en', target: 'pt' }));
  sound = new FakeSound();
  service = new FakeService();
  conversations = [];
  timers = [];
  marks = [];
  controller = begin();
});

function begin(): ConversationController {
  const made = new ConversationController(store, newLevels(), {
    sound,
    service,
    openConversation(options) {
      conversations.push(new FakeConversation(options));
      return last();
    },
    applyMessage,
    withEarlier,
    mark: (moment) => marks.push(moment),
    now: () => 1_000,
    every: timer(true),
    later: timer(false),
    origin: 'https://here',
    invitation: undefined,
  });
  made.open();
  return made;
}

describe('a press on the button', () => {
  it('opens the devices at once, before anything is waited for', () => {
    void controller.start();
    expect(sound.said).toEqual(['microphone on']);
    expect(sound.speaker).toBeDefined();
    expect(store.getState().session.status).toBe('connecting');
  });

  it('opens a session with what was chosen and is live when the gateway says so', async () => {
    store.dispatch(settingsChanged({ qualityMode: 'speed', participantName: 'Ana' }));
    await live();
    expect(service.opened).toMatchObject({ sourceLanguage: 'en', targetLanguage: 'pt', participantName: 'Ana', configuration: { qualityMode: 'speed' } });
    expect(store.getState().session).toMatchObject({ status: 'active', currentSession: { sessionId: 's1', owner: true } });
  });

  it('sends as the microphone really encodes', async () => {
    await live();
    expect(last().wishes).toMatchObject({ sends: 'pcm16', wants: 'opus' });
  });

  it('loses nothing of what is said while the session is being opened', async () => {
    const started = controller.start();
    sound.microphone?.onPiece(PIECE);
    sound.microphone?.onPiece(PIECE);
    await started;
    sound.microphone?.onPiece(PIECE);
    expect(last().pieces).toHaveLength(3);
  });

  it('finds the microphone made ready before it, and notes when it was first heard', async () => {
    expect(sound.prepared).toBe(1);
    await live();
    sound.microphone?.onPiece(PIECE);
    sound.microphone?.onPiece(PIECE);
    expect(marks).toEqual(['pressed', 'heard']);
    last().events.onState({ name: 'ended', why: { reason: 'replaced' } });
    expect(sound.prepared).toBe(2);
  });

  it('only listens where there is no microphone, and speaks in the same place later', async () => {
    sound.refusal = new MicrophoneError('denied');
    await controller.start();
    await controller.listen();
    last().events.onState({ name: 'live', resumed: false });
    expect(store.getState().session).toMatchObject({ status: 'active', listensOnly: true, failure: null });
    expect(store.getState().audio.isRecording).toBe(false);
    sound.refusal = undefined;
    await live();
    expect(conversations.map(({ said }) => said)).toEqual([['leave'], []]);
    expect(service.asked).toEqual(['open', 'readmit me to s1']);
    expect(store.getState().session.listensOnly).toBe(false);
    expect(store.getState().audio.isRecording).toBe(true);
  });

  it('begins a new session where one is wanted, and lets go of the last words of the old one', async () => {
    await live();
    await controller.stop();
    await controller.startOver();
    expect(conversations[0]?.said).toEqual(['stop', 'leave']);
    expect(service.asked).toEqual(['open', 'end s1', 'open']);
    expect(conversations).toHaveLength(2);
  });

  it('says why there is no microphone, and lets the speaker and the place in the session be', async () => {
    sound.refusal = new MicrophoneError('denied');
    await controller.start();
    expect(store.getState().session.failure).toEqual({ code: 'MICROPHONE_DENIED' });
    expect(sound.said).toContain('speaker off');
    sound.refusal = undefined;
    await live();
    expect(service.asked).toEqual(['open']);
    expect(last().options.admission.ticket).toBe('first');
  });

  it('says that the server is full, releases the microphone, and can be tried again', async () => {
    service.failure = { code: 'SERVER_FULL', retryAfter: 3 };
    await controller.start();
    expect(store.getState().session).toMatchObject({ status: 'idle', failure: { code: 'SERVER_FULL', retryAfter: 3 } });
    expect(sound.said).toContain('microphone off');
    service.failure = undefined;
    await live();
    expect(store.getState().session).toMatchObject({ status: 'active', failure: null });
  });

  it('pauses when it is live, and goes on', async () => {
    await live();
    controller.pause();
    expect(store.getState().session.status).toBe('paused');
    await controller.start();
    expect(store.getState().session.status).toBe('active');
    expect(last().said).toEqual(['pause', 'resume']);
    expect(conversations).toHaveLength(1);
  });
});

describe('what is heard', () => {
  it('is the translation of one’s own words while nobody else is there, and the others as soon as they are', async () => {
    await live();
    expect(last().wishes).toMatchObject({ speaks: 'en', hears: 'pt' });
    last().events.onMessage(status(true));
    expect(last().wishes).toMatchObject({ speaks: 'en', hears: 'en' });
    last().events.onMessage(status(false));
    expect(last().wishes.hears).toBe('pt');
  });

  it('comes with what the others hear of oneself, as text, whoever is there and also as a guest', async () => {
    await live();
    expect(last().wishes.ownTranslations).toBe(true);
    last().events.onMessage(status(true));
    last().events.onMessage({
      type: 'caption.final', sequence: 1, segment: 'me:0', speaker: 'S1', participant: 'me', language: 'en', text: 'Hello.',
      confidence: 1, lowConfidence: false, startMs: 0, endMs: 1, words: [], overlapped: false,
    });
    for (const [language, text] of [['pt', 'Olá.'], ['es', 'Hola.']] as const) {
      last().events.onMessage({
        type: 'translation', sequence: 2, segment: 'me:0', speaker: 'S1', participant: 'me', sourceLanguage: 'en', language, text,
        confidence: 1, alternatives: [], entities: [], tier: 'useful', startMs: 0, endMs: 1,
      });
    }
    expect(last().wishes).toMatchObject({ hears: 'en', ownTranslations: true });
    expect(store.getState().session.transcript.lines).toMatchObject([
      { text: 'Hello.', translations: [{ language: 'pt', text: 'Olá.' }, { language: 'es', text: 'Hola.' }] },
    ]);
    await controller.join({ invitation: 'uvi_1', name: 'Bruno', language: 'pt' });
    expect(last().wishes.ownTranslations).toBe(true);
  });

  it('is the identified language where none was chosen', async () => {
    store.dispatch(settingsChanged({ autoDetectLanguage: true }));
    await live();
    last().events.onMessage(status(true));
    expect(last().wishes).toMatchObject({ speaks: 'auto', hears: 'pt' });
    last().events.onMessage({
      type: 'caption.final', sequence: 1, segment: 'me:0', speaker: 'S1', participant: 'me', language: 'es', text: 'Hola.',
      confidence: 1, lowConfidence: false, startMs: 0, endMs: 1, words: [], overlapped: false,
    });
    expect(last().wishes.hears).toBe('es');
  });

  it('follows what is chosen meanwhile', async () => {
    await live();
    store.dispatch(languagesSet({ source: 'fr', target: 'es' }));
    store.dispatch(settingsChanged({ captions: 'final' }));
    store.dispatch(originalChosen('ducked'));
    expect(last().wishes).toMatchObject({ speaks: 'fr', hears: 'es', captions: 'final', original: 'ducked' });
    expect(sound.said).toContain('original ducked');
  });

  it('follows the volume and the devices that are chosen meanwhile', async () => {
    await live();
    store.dispatch(volumeChosen(0.5));
    store.dispatch(inputChosen({ deviceId: 'usb', kind: 'audioinput', label: 'USB' }));
    store.dispatch(inputChosen(null));
    expect(sound.said.slice(1)).toEqual(['volume 0.5', 'microphone usb', 'microphone default']);
  });

  it('is played by its number, and others’ own voices by whose they are', async () => {
    await live();
    last().events.onMessage({ type: 'speech.begin', sequence: 1, segment: 'o:0', speaker: 'S1', participant: 'other', language: 'en', voice: 'cloned', audio: 7, startMs: 0, endMs: 1 });
    last().events.onMessage({ type: 'original.begin', sequence: 1, participant: 'other', audio: -2, format: 'pcm16', sampleRate: 16_000, channels: 1 });
    for (const audio of [7, -2, -3]) {
      last().events.onSound({ sequence: 2, audio, timeMs: 0, sound: new Uint8Array(2) });
    }
    last().events.onMessage({ type: 'speech.end', sequence: 3, segment: 'o:0', language: 'en', voice: 'cloned', audio: 7, chunks: 1 });
    expect(sound.said.slice(1)).toEqual(['begin 7 o:0', 'play 7', 'original of other', 'end 7']);
  });
});

describe('a lost connection', () => {
  const drop = () => last().events.onState({ name: 'reconnecting', attempt: 1, nextTryInMs: 300, offline: false });

  it('is told to be back with nothing lost', async () => {
    await live();
    drop();
    last().events.onState({ name: 'live', resumed: true });
    pass(500);
    expect(store.getState().ui.notifications).toMatchObject([{ severity: 'success', text: { key: 'conversation:backWhole' } }]);
  });

  it('is told to be back with what was lost, all of it', async () => {
    await live();
    drop();
    last().events.onLost(1_000);
    last().events.onState({ name: 'live', resumed: true });
    last().events.onLost(1_200);
    pass(500);
    expect(store.getState().ui.notifications).toMatchObject([{ severity: 'warning', text: { key: 'conversation:backLost', values: { lostMs: 2_200 } } }]);
    expect(store.getState().session.metrics.losses).toHaveLength(2);
  });

  it('is tried again, as without a network, while a token that ran out cannot be renewed', async () => {
    await live();
    service.failure = { code: 'TOKEN_EXPIRED', status: 401 };
    const now = await last().options.readmit().catch((cause: unknown) => cause);
    expect(now).toBeInstanceOf(Error);
    expect(now).not.toBeInstanceOf(ApiFailure);
    service.failure = { code: 'RESOURCE_NOT_FOUND', status: 404, message: 'No.', suggestion: '' };
    await expect(last().options.readmit()).rejects.toMatchObject({ status: 404, code: 'RESOURCE_NOT_FOUND' });
  });

  it('that never comes back ends the conversation with a reason, and the devices are free', async () => {
    await live();
    last().events.onState({ name: 'ended', why: { reason: 'unreachable' } });
    expect(store.getState().session).toMatchObject({ status: 'ended', failure: { code: 'UNREACHABLE' } });
    expect(sound.said).toEqual(expect.arrayContaining(['microphone off', 'speaker off']));
    expect(timers).toEqual([]);
  });
});

describe('the end', () => {
  it('waits for what was said last, and then ends the session that nobody else is in', async () => {
    await live();
    await controller.stop();
    expect(last().said).toEqual(['stop']);
    last().events.onMessage({ type: 'session.finished', sequence: 1, track: 'me', language: '' });
    expect(last().said).toEqual(['stop', 'leave']);
    expect(service.asked).toEqual(['open', 'end s1']);
    await live();
    expect(service.asked).toEqual(['open', 'end s1', 'open']);
  });

  it('leaves the session to the others who are in it, and lets one come back', async () => {
    await live();
    last().events.onMessage(status(true));
    await controller.stop();
    pass(10_000);
    expect(service.asked).toEqual(['open']);
    await live();
    expect(service.asked).toEqual(['open', 'readmit me to s1']);
  });

  it('goes on here when another tab took over and the button is pressed', async () => {
    await live();
    last().events.onState({ name: 'ended', why: { reason: 'replaced' } });
    expect(store.getState().session.failure).toEqual({ code: 'REPLACED' });
    await live();
    expect(service.asked).toEqual(['open', 'readmit me to s1']);
  });
});

describe('an invitation', () => {
  it('opens a session where there is none, and the button then enters that one', async () => {
    expect(await controller.invite()).toBeUndefined();
    expect(store.getState().session.joinLink).toEqual({ url: 'https://here/join#uvi_1', expiresAt: 9_000 });
    await controller.invite();
    await live();
    expect(service.asked).toEqual(['open', 'invite to s1']);
  });

  it('lets a guest in, who speaks and hears one language', async () => {
    expect(await controller.join({ invitation: 'uvi_1', name: 'Bruno', language: 'pt' })).toBeUndefined();
    await live();
    expect(store.getState().auth).toMatchObject({ status: 'guest', token: 'uvg_1' });
    expect(last().wishes).toMatchObject({ speaks: 'pt', hears: 'pt' });
    expect(store.getState().ui.language).toEqual({ source: 'en', target: 'pt' });
  });

  it('that does not work any more is told as that', async () => {
    service.failure = { code: 'RESOURCE_NOT_FOUND', status: 404 };
    expect(await controller.join({ invitation: 'uvi_1', name: 'Bruno', language: 'pt' })).toMatchObject({ code: 'INVITATION_EXPIRED' });
  });
});

describe('a page that was loaded again', () => {
  const kept = (place: Partial<KeptPlace> = {}) =>
    placeRestored({
      session: { sessionId: 's1', participantId: 'me', owner: true, startedAt: 1, guestLanguage: null },
      joinLink: null,
      begun: true,
      ...place,
    });

  beforeEach(() => {
    store.dispatch(kept());
    controller = begin();
  });

  it('shows what was said, and opens no device before the press', async () => {
    await Promise.resolve();
    expect(store.getState().session).toMatchObject({ status: 'paused', transcript: { lines: [{ text: 'Olá.' }], names: { other: 'Bruno' } } });
    expect(service.asked).toEqual(['transcript of s1']);
    expect(sound.said).toEqual([]);
  });

  it('goes on as the same participant, beneath what was said', async () => {
    controller.goOn();
    expect(sound.said).toEqual(['microphone on']);
    await new Promise((resolve) => setTimeout(resolve));
    last().events.onState({ name: 'live', resumed: false });
    last().events.onMessage({
      type: 'caption.final', sequence: 1, segment: 'me:1', speaker: 'S1', participant: 'me', language: 'en', text: 'Hello again.',
      confidence: 1, lowConfidence: false, startMs: 0, endMs: 1, words: [], overlapped: false,
    });
    expect(service.asked).toEqual(['transcript of s1', 'readmit me to s1']);
    expect(store.getState().session.status).toBe('active');
    expect(store.getState().session.transcript.lines.map(({ text }) => text)).toEqual(['Olá.', 'Hello again.']);
  });

  it('speaks a guest’s language as before', async () => {
    store.dispatch(kept({ session: { sessionId: 's1', participantId: 'me', owner: false, startedAt: 1, guestLanguage: 'pt' } }));
    await live();
    expect(last().wishes).toMatchObject({ speaks: 'pt', hears: 'pt' });
  });

  it('says that it is over where nobody knows the place any more, and begins anew with the next press', async () => {
    service.failure = { code: 'RESOURCE_NOT_FOUND', status: 404 };
    await controller.start();
    expect(store.getState().session).toMatchObject({ status: 'ended', failure: { code: 'SESSION_OVER' } });
    expect(sound.said).toEqual(expect.arrayContaining(['microphone off', 'speaker off']));
    service.failure = undefined;
    await live();
    expect(service.asked.slice(-1)).toEqual(['open']);
  });

  it('can be left without going on', async () => {
    await controller.stop();
    expect(store.getState().session.status).toBe('ended');
  });
});
