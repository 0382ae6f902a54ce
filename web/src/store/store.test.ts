import type { TranscriptLine } from '@univoice/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelsRead, playingChanged, volumeChosen } from './audio';
import { signedIn, signedOut, tokenExpired } from './auth';
import { KEPT_LATENCIES, NO_METRICS, percentile, withLatency } from './metrics';
import { readPreferences } from './preferences';
import { connectionChanged, participantsChanged, sessionFailed, sessionOpened, statusChanged, transcriptChanged } from './session';
import { makeStore } from './store';
import { dismissed, languagesSwapped, notified, settingsChanged, sourceChosen, targetChosen } from './ui';

class KeptItems {
  readonly items = new Map<string, string>();
  writes = 0;

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.writes++;
    this.items.set(key, value);
  }
}

const LINE: TranscriptLine = {
  segment: 'a:0', participant: 'a', speaker: 'S1', language: 'en', text: 'Hello.', final: true, stableCharacters: 0, confidence: 1,
  lowConfidence: false, overlapped: false, words: [], startMs: 0, endMs: 1, translations: [],
};

describe('the store', () => {
  it('keeps preferences from one visit to the next, and nothing of a session or a token', () => {
    const kept = new KeptItems();
    const store = makeStore(kept);
    store.dispatch(signedIn({ token: 'secret' }));
    store.dispatch(transcriptChanged({ lines: [LINE], voices: {}, names: {} }));
    store.dispatch(settingsChanged({ theme: 'dark', locale: 'pt' }));
    store.dispatch(volumeChosen(0.4));
    const next = makeStore(kept).getState();
    expect(next.ui.settings).toMatchObject({ theme: 'dark', locale: 'pt', qualityMode: 'balanced' });
    expect(next.audio.volume).toBe(0.4);
    expect([...kept.items.values()].join()).not.toMatch(/secret|Hello/);
  });

  it('does not write preferences because of levels and captions', () => {
    const kept = new KeptItems();
    const store = makeStore(kept);
    store.dispatch(levelsRead({ input: 40, output: 0 }));
    store.dispatch(playingChanged('a:0'));
    store.dispatch(transcriptChanged({ lines: [LINE], voices: {}, names: {} }));
    expect(kept.writes).toBe(0);
  });

  it.each(['no json', '[]', 'null', '{"settings":7}'])('begins with the defaults where %s was kept', (text) => {
    const kept = new KeptItems();
    kept.items.set('univoice.preferences.1', text);
    expect(readPreferences(kept).settings.captions).toBe('all');
  });

  it('works where the browser keeps nothing', () => {
    const store = makeStore({
      getItem: () => {
        throw new DOMException('denied');
      },
      setItem: () => {
        throw new DOMException('full');
      },
    });
    store.dispatch(settingsChanged({ captions: 'final' }));
    expect(store.getState().ui.settings.captions).toBe('final');
  });
});

describe('languages', () => {
  it('never become the same by choosing, whatever is chosen in whatever order', () => {
    const code = fc.constantFrom('en', 'es', 'pt', 'fr');
    const act = fc.oneof(code.map(sourceChosen), code.map(targetChosen), fc.constant(languagesSwapped()));
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        const store = makeStore();
        acts.forEach((each) => store.dispatch(each));
        const { source, target } = store.getState().ui.language;
        expect(source).not.toBe(target);
      }),
    );
  });
});

describe('notifications', () => {
  it('replace what was said about the same before', () => {
    const store = makeStore();
    store.dispatch(notified({ severity: 'success', about: 'back', text: { key: 'one' } }));
    store.dispatch(notified({ severity: 'warning', about: 'back', text: { key: 'two' } }));
    expect(store.getState().ui.notifications.map((each) => each.text?.key)).toEqual(['two']);
    store.dispatch(dismissed({ about: 'back' }));
    expect(store.getState().ui.notifications).toEqual([]);
  });

  it('never cover the page: the oldest goes', () => {
    const store = makeStore();
    for (let at = 0; at < 9; at++) {
      store.dispatch(notified({ severity: 'info', text: { key: `${at}` } }));
    }
    expect(store.getState().ui.notifications.map((each) => each.text?.key)).toEqual(['5', '6', '7', '8']);
  });
});

describe('the session', () => {
  const opened = sessionOpened({ sessionId: 's', participantId: 'a', owner: true, startedAt: 1, guestLanguage: null });

  it('keeps the transcript when it fails, so that it can still be read', () => {
    const store = makeStore();
    store.dispatch(opened);
    store.dispatch(transcriptChanged({ lines: [LINE], voices: {}, names: {} }));
    store.dispatch(sessionFailed({ code: 'UNREACHABLE' }));
    expect(store.getState().session).toMatchObject({ status: 'ended', failure: { code: 'UNREACHABLE' }, transcript: { lines: [LINE] } });
  });

  it('forgets the last failure when it begins anew', () => {
    const store = makeStore();
    store.dispatch(sessionFailed({ code: 'MICROPHONE_DENIED' }));
    expect(store.getState().session.status).toBe('idle');
    store.dispatch(statusChanged('connecting'));
    expect(store.getState().session.failure).toBeNull();
  });

  it('counts connections that came back', () => {
    const store = makeStore();
    store.dispatch(connectionChanged({ name: 'live', resumed: false }));
    store.dispatch(connectionChanged({ name: 'live', resumed: true }));
    expect(store.getState().session.metrics.reconnections).toBe(1);
  });

  it('draws nothing again when the same participants are told again', () => {
    const store = makeStore();
    const people = () => [{ participantId: 'a', name: 'Ana', speaks: 'en', hears: 'en', connected: true }];
    store.dispatch(participantsChanged(people()));
    const before = store.getState().session;
    store.dispatch(participantsChanged(people()));
    expect(store.getState().session).toBe(before);
  });
});

describe('a sign-in that runs out', () => {
  it('takes the token away and leaves the person where they are', () => {
    const store = makeStore();
    store.dispatch(signedIn({ token: 't', expiresAt: 5 }));
    store.dispatch(tokenExpired());
    expect(store.getState().auth).toMatchObject({ status: 'signedIn', token: null, failure: { code: 'TOKEN_EXPIRED' } });
    store.dispatch(signedOut());
    expect(store.getState().auth.status).toBe('signedOut');
  });
});

describe('metrics', () => {
  it('take the nearest rank as percentile', () => {
    expect(percentile([], 0.95)).toBeNull();
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile(Array.from({ length: 100 }, (_, at) => 100 - at), 0.95)).toBe(95);
  });

  it('keep the latest thousand', () => {
    let metrics = NO_METRICS;
    for (let at = 0; at < KEPT_LATENCIES + 5; at++) {
      metrics = withLatency(metrics, { segment: `a:${at}`, language: 'pt', at, stages: { endToEnd: at } });
    }
    expect(metrics.latencies).toHaveLength(KEPT_LATENCIES);
    expect(metrics.now).toBe(KEPT_LATENCIES + 4);
  });
});
