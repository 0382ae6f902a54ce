import type { TranscriptLine } from '@univoice/client';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Profiler, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import { afterEach, describe, expect, it } from 'vitest';
import { LocaleRoot } from '../app/LocaleRoot';
import type { ConversationControls } from '../conversation/controls';
import { ConversationRoot } from '../conversation/ConversationRoot';
import { newLevels } from '../conversation/levels';
import { playingChanged } from '../store/audio';
import { connectionChanged, latencyMeasured, listensOnlyChanged, participantsChanged, sessionFailed, sessionOpened, statusChanged, transcriptChanged, type Attendee } from '../store/session';
import { makeStore } from '../store/store';
import { settingsChanged } from '../store/ui';
import { ThemeRoot } from '../theme/ThemeRoot';
import type { Abilities } from './ability';
import { ConnectionBanner } from './ConnectionBanner';
import { ControlPanel } from './ControlPanel';
import { InviteDialog } from './InviteDialog';
import { Transcript } from './Transcript';
import { Vitals } from './Vitals';

const LINE: TranscriptLine = {
  segment: 'b:0', participant: 'b', speaker: 'S1', language: 'pt', text: 'Bom dia.', final: true, stableCharacters: 0, confidence: 0.7,
  lowConfidence: true, overlapped: false, words: [], startMs: 0, endMs: 1,
  translations: [{ language: 'en', text: 'Good morning.', confidence: 0.7, alternatives: ['Hello.'], entities: [{ text: 'Ana', type: 'PERSON' }], tier: 'useful' }],
};
const EVERYTHING: Abilities = { isSecureContext: true, getUserMedia: true, audioWorklet: true, webSocket: true };
const VOICES = { 'b/S1': { participant: 'b', speaker: 'S1', colour: 1 } };

function shown(children: ReactNode, participantName = '') {
  const store = makeStore();
  store.dispatch(settingsChanged({ locale: 'en', participantName }));
  const levels = newLevels();
  const done: string[] = [];
  const note = (what: string) => async () => {
    done.push(what);
    return undefined;
  };
  const controls: ConversationControls = { start: note('start'), listen: note('listen'), startOver: note('startOver'), pause: () => void done.push('pause'), goOn: () => void done.push('goOn'), stop: note('stop'), invite: note('invite'), join: note('join') };
  let renders = 0;
  render(
    <Provider store={store}>
      <ThemeRoot>
        <LocaleRoot>
          <ConversationRoot made={{ controls, levels }}>
            <Profiler id="page" onRender={() => renders++}>
              {children}
            </Profiler>
          </ConversationRoot>
        </LocaleRoot>
      </ThemeRoot>
    </Provider>,
  );
  return { store, levels, done, renders: () => renders };
}

afterEach(cleanup);

describe('the button', () => {
  it('is pressed with the space bar and with enter', async () => {
    const { done } = shown(<ControlPanel abilities={EVERYTHING} />);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Speak' }));
    await userEvent.keyboard(' ');
    await userEvent.keyboard('{Enter}');
    expect(done).toEqual(['start', 'start']);
  });

  it('pauses and stops while it is live', async () => {
    const { store, done } = shown(<ControlPanel abilities={EVERYTHING} />);
    act(() => void store.dispatch(statusChanged('active')));
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(done).toEqual(['pause', 'stop']);
  });

  it('stands under the sentence that says why it did not work', () => {
    const { store } = shown(<ControlPanel abilities={EVERYTHING} />);
    act(() => void store.dispatch(sessionFailed({ code: 'SERVER_FULL', retryAfter: 9 })));
    expect(screen.getByRole('alert').textContent).toBe('The server is full right now.Try again in 9 seconds.');
  });
});

describe('without a microphone', () => {
  it('one can still listen', async () => {
    const { store, done } = shown(<ControlPanel abilities={EVERYTHING} />);
    act(() => void store.dispatch(sessionFailed({ code: 'MICROPHONE_DENIED' })));
    await userEvent.click(screen.getByRole('button', { name: 'Listen only' }));
    expect(done).toEqual(['listen']);
  });

  it('the big button says that one listens, and speaks when it is pressed', async () => {
    const { store, done } = shown(<ControlPanel abilities={EVERYTHING} />);
    act(() => {
      store.dispatch(statusChanged('active'));
      store.dispatch(listensOnlyChanged(true));
    });
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
    expect(screen.queryByRole('meter', { name: 'Microphone' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Listening' }));
    expect(done).toEqual(['start']);
  });

  it('a browser that cannot do it at all says so instead of offering the button', () => {
    shown(<ControlPanel abilities={{ ...EVERYTHING, audioWorklet: false }} />);
    expect(screen.getByRole('alert').textContent).toContain('This browser cannot record sound on a page.');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the end', () => {
  const over = (store: ReturnType<typeof shown>['store']) => {
    store.dispatch(sessionOpened({ sessionId: 's', participantId: 'a', owner: true, guestLanguage: null, startedAt: 0 }));
    store.dispatch(transcriptChanged({ lines: [LINE], voices: VOICES, names: {} }));
    store.dispatch(statusChanged('ended'));
  };

  it('says what there was and leads to a new conversation', async () => {
    const { store, done } = shown(<Transcript />);
    act(() => over(store));
    expect(screen.getByRole('group', { name: 'The conversation has ended' }).textContent).toContain('1 min · 1 sentence · 1 voice');
    await userEvent.click(screen.getByRole('button', { name: 'Start a new one' }));
    expect(done).toEqual(['startOver']);
  });

  it('is one\'s own part only while others are still in it', () => {
    const { store } = shown(<Transcript />);
    act(() => {
      over(store);
      store.dispatch(participantsChanged([{ participantId: 'b', name: 'Bruno', speaks: 'pt', hears: 'pt', connected: true }] as Attendee[]));
    });
    expect(screen.getByRole('group', { name: 'You have left the conversation' })).toBeTruthy();
  });
});

describe('the invitation', () => {
  it('asks for the name before the session that carries it is opened', async () => {
    const { store, done } = shown(<InviteDialog onClose={() => undefined} />);
    expect(done).toEqual([]);
    await userEvent.type(screen.getByRole('textbox', { name: 'How others see you' }), ' Ana ');
    await userEvent.click(screen.getByRole('button', { name: 'Make the link' }));
    expect(store.getState().ui.settings.participantName).toBe('Ana');
    expect(done).toEqual(['invite']);
  });

  it('asks nobody twice', () => {
    const { done } = shown(<InviteDialog onClose={() => undefined} />, 'Ana');
    expect(screen.queryByRole('textbox', { name: 'How others see you' })).toBeNull();
    expect(done).toEqual(['invite']);
  });
});

describe('a level', () => {
  it('moves twenty times a second without anything being drawn again', () => {
    const { levels, renders } = shown(<ControlPanel abilities={EVERYTHING} />);
    const before = renders();
    for (let at = 0; at < 200; at++) {
      levels.input.set(at % 100);
    }
    expect(renders()).toBe(before);
    const bar = screen.getByRole('meter', { name: 'Microphone' }).firstElementChild as HTMLElement;
    expect(bar.style.transform).toBe('scaleX(0.99)');
  });
});

describe('how it goes', () => {
  it('is said in words', () => {
    const { store } = shown(<Vitals />);
    act(() => {
      store.dispatch(connectionChanged({ name: 'live', resumed: false }));
      store.dispatch(latencyMeasured({ segment: 'b:0', language: 'en', at: 1, stages: { endToEnd: 1300 } }));
    });
    expect(screen.getByText('connected')).toBeTruthy();
    expect(screen.getByText('1.3s now, mostly within 1.3s')).toBeTruthy();
    expect(screen.getByText('very good')).toBeTruthy();
  });

  it('says what is kept while the connection is lost', () => {
    const { store } = shown(<ConnectionBanner />);
    expect(screen.queryByRole('status')).toBeNull();
    act(() => void store.dispatch(connectionChanged({ name: 'reconnecting', attempt: 1, nextTryInMs: 1, offline: true })));
    expect(screen.getByRole('status').textContent).toBe('You are offline. We keep what you say for 5 seconds.');
  });
});

describe('the transcript', () => {
  it('shows who said what, in which language, and what it means', () => {
    const { store } = shown(<Transcript />);
    act(() => void store.dispatch(transcriptChanged({ lines: [LINE], voices: VOICES, names: { b: 'Bruno' } })));
    const line = screen.getByRole('listitem');
    expect(line.textContent).toContain('Bruno · PortugueseBom dia. uncertainGood morning.');
  });

  it('marks what may still change, and what is being spoken, in words', () => {
    const { store } = shown(<Transcript />);
    act(() => {
      store.dispatch(transcriptChanged({ lines: [{ ...LINE, final: false, text: 'Bom dia, Ana', stableCharacters: 7 }], voices: VOICES, names: {} }));
      store.dispatch(playingChanged('b:0'));
    });
    expect(screen.getByText(', Ana').tagName).toBe('EM');
    expect(screen.getByText('still being said')).toBeTruthy();
    expect(screen.getByText('being spoken now')).toBeTruthy();
  });

  it('tells other wordings and kept names to whoever comes by keyboard', async () => {
    const { store } = shown(<Transcript />);
    act(() => void store.dispatch(transcriptChanged({ lines: [LINE], voices: VOICES, names: {} })));
    act(() => screen.getByRole('button', { name: 'Other wordings and kept names' }).focus());
    const details = await screen.findByRole('tooltip');
    expect(details.textContent).toContain('Hello.');
    expect(details.textContent).toContain('Ana');
    expect(details.textContent).toContain('70%');
  });

  it('is read out only once it will not change', () => {
    const { store } = shown(<Transcript />);
    const live = () => document.querySelector('[aria-live=polite]')?.textContent;
    act(() => void store.dispatch(transcriptChanged({ lines: [{ ...LINE, final: false, translations: [] }], voices: VOICES, names: { b: 'Bruno' } })));
    expect(live()).toBe('');
    act(() => void store.dispatch(transcriptChanged({ lines: [LINE], voices: VOICES, names: { b: 'Bruno' } })));
    expect(live()).toBe('Bruno: Good morning.');
  });

  it('speaks the language of the page', () => {
    const { store } = shown(<Vitals />);
    act(() => void store.dispatch(connectionChanged({ name: 'live', resumed: false })));
    act(() => void store.dispatch(settingsChanged({ locale: 'pt' })));
    expect(screen.getByText('Conexão')).toBeTruthy();
    expect(document.documentElement.lang).toBe('pt');
  });
});
