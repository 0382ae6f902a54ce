import type { Admission, Conversation, ConversationState, Ending, Microphone, Speaker, Wishes } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { levelsRead, recordingChanged } from '../store/audio';
import { microphoneLost, statusChanged, type CurrentSession } from '../store/session';
import type { Store } from '../store/store';
import { ChoicesMade } from './choices';
import { Deliveries } from './deliveries';
import { Devices, startMicrophone } from './devices';
import { Interruption } from './interruption';
import type { Levels } from './levels';
import { readmissionFailure } from './readmission';
import type { ServerMessage, Surroundings } from './roles';
import { Waiting } from './waiting';
import { changedWishes, wishesOf } from './wishes';

/** Who takes part is asked so often: soon enough that a listener who comes in is heard in time. */
const ASK_STATUS_MS = 4_000;
/** What was said last still comes back; for longer nobody waits. */
const LAST_WORDS_MS = 10_000;

export interface LiveEvents {
  /** It ended by itself. */
  onEnded(why: Ending): void;
  /** After {@link Live.stop}: all that was said has come back, or nobody waits for it any longer. */
  onFinished(): void;
}

/** What one begins to converse with. */
export interface Beginning {
  session: CurrentSession;
  admission: Admission;
  microphone: Microphone;
  speaker: Speaker;
  encodings: Pick<Wishes, 'sends' | 'wants'>;
  waiting: Waiting;
}

/** One conversation with its devices, from the press until it is closed; nothing of it is heard afterwards. */
export class Live {
  readonly session: CurrentSession;
  isStopped = false;
  private isClosed = false;
  private isGoingBack = false;
  private isConnected = false;
  private isListening: Promise<void> | undefined;
  /** What was said before the pause is on its way; undefined: nothing is. */
  private pausing: Promise<void> | undefined;
  private wishes: Wishes;
  private cancelLastWords: (() => void) | undefined;
  private readonly conversation: Conversation;
  private readonly devices: Devices;
  private readonly choices: ChoicesMade;
  private readonly interruption: Interruption;
  private readonly timers: (() => void)[];

  constructor(
    private readonly store: Store,
    private readonly levels: Levels,
    private readonly world: Surroundings,
    private readonly events: LiveEvents,
    { session, admission, microphone, speaker, encodings, waiting }: Beginning,
  ) {
    const { sessionId, participantId } = admission;
    this.session = session;
    this.devices = new Devices(store, levels, microphone, speaker);
    this.wishes = wishesOf(store.getState(), encodings);
    this.choices = new ChoicesMade(store);
    this.choices.asked(this.wishes);
    this.interruption = new Interruption(store, world);
    const deliveries = new Deliveries(store, speaker, participantId, world.applyMessage, world.now, () => this.isStopped && events.onFinished());
    const unlessClosed =
      <A extends unknown[]>(run: (...what: A) => void) =>
      (...what: A) => {
        if (!this.isClosed) {
          run(...what);
        }
      };
    this.conversation = world.openConversation({
      admission,
      wishes: this.wishes,
      readmit: () =>
        world.service.readmit(sessionId, participantId).catch((cause: unknown) => {
          throw readmissionFailure(cause, !session.owner);
        }),
      events: {
        onState: unlessClosed((state: ConversationState) => this.onState(state)),
        onMessage: unlessClosed((message: ServerMessage) => {
          deliveries.message(message);
          if (message.type === 'error') {
            this.goBack();
          }
        }),
        onSound: unlessClosed((frame) => deliveries.sound(frame)),
        onLost: unlessClosed((lostMs: number) => this.interruption.lost(lostMs)),
      },
    });
    this.timers = [
      world.every(ASK_STATUS_MS, () => this.conversation.askStatus()),
      world.every(1_000, () => store.dispatch(levelsRead({ input: levels.input.value, output: levels.output.value }))),
    ];
    store.dispatch(recordingChanged(!store.getState().session.listensOnly));
    this.hear(waiting);
    this.follow();
  }

  /** What still lies in the microphone belongs before the pause. */
  pause(): void {
    this.silent();
    this.store.dispatch(statusChanged('paused'));
    const pausing = Promise.resolve(this.devices.microphone?.pause())
      .catch(() => undefined)
      .then(() => {
        this.pausing = this.pausing === pausing ? undefined : this.pausing;
        this.conversation.pause();
      });
    this.pausing = pausing;
  }

  /** @throws Failure or MicrophoneError, where the microphone was lost and there is none again */
  async goOn(): Promise<void> {
    if (this.devices.microphone) {
      this.devices.microphone.resume();
      // It hands on what belongs before the pause first, and what is said from now on after that.
      await this.pausing;
      this.conversation.resume();
    } else {
      this.isListening ??= this.listen().finally(() => (this.isListening = undefined));
      await this.isListening;
    }
    if (!this.isClosed && !this.isStopped && this.devices.microphone) {
      this.store.dispatch(statusChanged('active'));
      this.store.dispatch(recordingChanged(true));
    }
  }

  /** There is no microphone again: one still listens. */
  stayLost(why: Failure): void {
    if (!this.isClosed && !this.isStopped) {
      this.store.dispatch(microphoneLost(why));
    }
  }

  /** Nothing more is said. What still lies in the microphone belongs to it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.silent();
    this.store.dispatch(statusChanged('ended'));
    this.awaitLastWords();
    await this.devices.microphone?.stop().catch(() => undefined);
    await this.pausing;
    if (!this.isClosed) {
      this.conversation.stop();
    }
  }

  /** What was chosen since holds from now on. */
  follow(): void {
    if (this.isGoingBack || this.isClosed) {
      return;
    }
    const wishes = wishesOf(this.store.getState(), this.wishes);
    const changed = changedWishes(this.wishes, wishes);
    if (changed) {
      this.wishes = wishes;
      this.choices.asked(wishes);
      this.conversation.change(changed);
    }
    this.devices.follow();
  }

  close(): void {
    if (!this.isClosed) {
      // Listened to for the last time: what is lost by it is told.
      this.conversation.leave();
      this.isClosed = true;
      this.timers.forEach((cancel) => cancel());
      this.cancelLastWords?.();
      this.interruption.close();
      this.devices.close();
      this.store.dispatch(recordingChanged(false));
    }
  }

  private onState(state: ConversationState): void {
    this.interruption.state(state);
    this.isConnected = state.name === 'live';
    if (state.name === 'live') {
      if (this.store.getState().session.status === 'connecting') {
        this.store.dispatch(statusChanged('active'));
      }
      this.awaitLastWords();
    } else if (state.name === 'ended') {
      if (state.why.reason !== 'left') {
        this.events.onEnded(state.why);
      }
    } else {
      this.cancelLastWords?.();
      this.cancelLastWords = undefined;
    }
  }

  /** What was kept through a lost connection is sent only when it is back: until then no time runs. */
  private awaitLastWords(): void {
    if (this.isStopped && this.isConnected) {
      this.cancelLastWords ??= this.world.later(LAST_WORDS_MS, () => this.events.onFinished());
    }
  }

  /** A change was refused: what is shown is again what holds. */
  private goBack(): void {
    const { wanted } = this.conversation;
    if (changedWishes(this.wishes, wanted)) {
      this.wishes = wanted;
      this.isGoingBack = true;
      this.choices.backTo(wanted);
      this.isGoingBack = false;
      this.follow();
    }
  }

  private async listen(): Promise<void> {
    const waiting = new Waiting(() => undefined);
    const microphone = await startMicrophone(this.store, this.levels, this.world.sound, this.wishes.sends, waiting);
    if (waiting.lost || this.isClosed || this.isStopped || microphone.encoding !== this.wishes.sends) {
      void microphone.stop();
      if (this.isClosed || this.isStopped) {
        return;
      }
      throw waiting.lost ?? ({ code: 'UNEXPECTED' } satisfies Failure);
    }
    this.devices.microphone = microphone;
    this.conversation.resume();
    this.hear(waiting);
  }

  private hear(waiting: Waiting): void {
    waiting.handTo({ onPiece: (piece) => this.conversation.speak(piece), onLost: (why) => this.loseMicrophone(why) });
  }

  /** One goes on listening; pressing the button takes a microphone again. */
  private loseMicrophone(why: Failure): void {
    if (!this.isClosed && !this.isStopped) {
      this.devices.microphone = undefined;
      this.conversation.pause();
      this.silent();
      this.store.dispatch(microphoneLost(why));
    }
  }

  private silent(): void {
    this.levels.input.set(0);
    this.store.dispatch(recordingChanged(false));
  }
}
