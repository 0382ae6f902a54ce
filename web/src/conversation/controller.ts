import type { Admission, Conversation, ConversationState, Microphone, Speaker, Wishes } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { levelsRead, recordingChanged } from '../store/audio';
import { listensOnlyChanged, sessionFailed, statusChanged } from '../store/session';
import type { Store } from '../store/store';
import { absentMicrophone } from './absentMicrophone';
import type { ConversationControls } from './controls';
import { Deliveries } from './deliveries';
import { Devices, openSpeaker, startMicrophone } from './devices';
import { failureFrom, failureOfEnding, failureOfReturn } from './endings';
import { Interruption } from './interruption';
import type { Levels } from './levels';
import { Place } from './place';
import { readmissionFailure } from './readmission';
import type { Surroundings } from './roles';
import { Waiting } from './waiting';
import { changedWishes, isAlone, wishesOf } from './wishes';

/** Who takes part is asked so often: soon enough that a listener who comes in is heard in time. */
const ASK_STATUS_MS = 4_000;
/** What was said last still comes back; for longer nobody waits. */
const LAST_WORDS_MS = 10_000;

/** What lives while a conversation does; none of it may lie in the store. */
interface Live {
  conversation: Conversation;
  devices: Devices;
  wishes: Wishes;
  /** Undoes what was set up; each once. */
  undo: (() => void)[];
}

/**
 * Holds microphone, conversation and speaker together. Whatever is chosen in the store holds at once; whatever happens
 * shows there.
 */
export class ConversationController implements ConversationControls {
  private live: Live | undefined;
  private readonly place: Place;

  constructor(
    private readonly store: Store,
    private readonly levels: Levels,
    private readonly world: Surroundings,
  ) {
    this.place = new Place(store, world);
    world.sound.prepare();
    store.subscribe(() => this.follow());
    if (store.getState().session.status === 'paused') {
      void this.place.recall();
    }
  }

  async start(): Promise<void> {
    const { status, listensOnly } = this.store.getState().session;
    if (status === 'paused' && this.live) {
      this.goOn();
    } else if (status !== 'connecting' && (status !== 'active' || listensOnly)) {
      await this.begin((encoding, waiting) => this.microphoneFor(encoding, waiting), false);
    }
  }

  async listen(): Promise<void> {
    const { status } = this.store.getState().session;
    if (status === 'idle' || status === 'ended') {
      await this.begin((encoding) => Promise.resolve(absentMicrophone(encoding)), true);
    }
  }

  async startOver(): Promise<void> {
    if (this.live) {
      this.leave(this.live);
    }
    this.place.forget();
    await this.start();
  }

  private microphoneFor(encoding: Wishes['sends'], waiting: Waiting): Promise<Microphone> {
    return startMicrophone(this.store, this.levels, this.world.sound, encoding, {
      onPiece: (piece) => waiting.take(piece),
      onLost: () => this.fail({ code: 'MICROPHONE_UNPLUGGED' }),
    });
  }

  private async begin(openMicrophone: (encoding: Wishes['sends'], waiting: Waiting) => Promise<Microphone>, listensOnly: boolean): Promise<void> {
    if (this.live) {
      // What was said last need not come any more, or one spoke to listen before.
      this.leave(this.live);
    }
    this.world.mark('pressed');
    this.place.forgetClosed();
    const comesBack = this.store.getState().session.currentSession !== null;
    this.store.dispatch(statusChanged('connecting'));
    const encodings = this.world.sound.encodings();
    const waiting = new Waiting(() => this.world.mark('heard'));
    // All at once and before anything is waited for: browsers open devices only in answer to the press itself.
    const [speaker, microphone, admission] = await Promise.allSettled([
      openSpeaker(this.store, this.levels, this.world.sound, encodings.wants),
      openMicrophone(encodings.sends, waiting),
      this.place.enter(),
    ]);
    if (speaker.status === 'fulfilled' && microphone.status === 'fulfilled' && admission.status === 'fulfilled') {
      this.store.dispatch(listensOnlyChanged(listensOnly));
      this.converse(admission.value, microphone.value, speaker.value, { ...encodings, sends: microphone.value.encoding }, waiting);
      return;
    }
    if (speaker.status === 'fulfilled') {
      void speaker.value.close();
    }
    if (microphone.status === 'fulfilled') {
      void microphone.value.stop();
    }
    if (admission.status === 'fulfilled') {
      this.place.giveBack(admission.value);
    } else if (comesBack && microphone.status === 'fulfilled') {
      this.failToReturn(failureFrom(admission.reason));
      return;
    }
    const cause = [microphone, admission, speaker].find((each) => each.status === 'rejected');
    this.fail(failureFrom(cause?.reason));
  }

  pause(): void {
    if (this.live && this.store.getState().session.status === 'active') {
      this.live.devices.microphone.pause();
      this.live.conversation.pause();
      this.levels.input.set(0);
      this.store.dispatch(statusChanged('paused'));
      this.store.dispatch(recordingChanged(false));
    }
  }

  goOn(): void {
    if (this.store.getState().session.status !== 'paused') {
      return;
    }
    if (!this.live) {
      void this.start();
      return;
    }
    this.live.conversation.resume();
    this.live.devices.microphone.resume();
    this.store.dispatch(statusChanged('active'));
    this.store.dispatch(recordingChanged(true));
  }

  async stop(): Promise<void> {
    const { live } = this;
    const { session } = this.store.getState();
    if (!session.currentSession) {
      return;
    }
    if (!live) {
      // Left where it was when the page was loaded again.
      this.store.dispatch(statusChanged('ended'));
      return;
    }
    live.conversation.stop();
    void live.devices.microphone.stop();
    this.levels.input.set(0);
    this.store.dispatch(recordingChanged(false));
    this.store.dispatch(statusChanged('ended'));
    live.undo.push(this.world.later(LAST_WORDS_MS, () => this.leave(live)));
    if (session.currentSession.owner && isAlone(session)) {
      this.place.close();
    }
  }

  invite(): Promise<Failure | undefined> {
    return this.place.invite();
  }

  join(guest: { invitation: string; name: string; language: string }): Promise<Failure | undefined> {
    return this.place.join(guest);
  }

  private converse(admission: Admission, microphone: Microphone, speaker: Speaker, encodings: Pick<Wishes, 'sends' | 'wants'>, waiting: Waiting): void {
    const { sessionId, participantId } = admission;
    const { store, world } = this;
    const wishes = wishesOf(store.getState(), encodings);
    const deliveries = new Deliveries(store, speaker, participantId, world.applyMessage, world.now, () => this.onFinished());
    const interruption = new Interruption(store, world);
    const conversation = world.openConversation({
      admission,
      wishes,
      readmit: () =>
        world.service.readmit(sessionId, participantId).catch((cause: unknown) => {
          throw readmissionFailure(cause);
        }),
      events: {
        onState: (state) => {
          interruption.state(state);
          this.onState(state);
        },
        onMessage: (message) => deliveries.message(message),
        onSound: (frame) => deliveries.sound(frame),
        onLost: (lostMs) => interruption.lost(lostMs),
      },
    });
    const undo = [
      world.every(ASK_STATUS_MS, () => conversation.askStatus()),
      world.every(1_000, () => store.dispatch(levelsRead({ input: this.levels.input.value, output: this.levels.output.value }))),
      () => interruption.close(),
    ];
    this.live = { conversation, devices: new Devices(store, this.levels, microphone, speaker), wishes, undo };
    store.dispatch(recordingChanged(!store.getState().session.listensOnly));
    waiting.handTo((piece) => conversation.speak(piece));
    this.follow();
  }

  /** What was chosen since holds from now on. */
  private follow(): void {
    const { live } = this;
    if (!live) {
      return;
    }
    const wishes = wishesOf(this.store.getState(), live.wishes);
    const changed = changedWishes(live.wishes, wishes);
    if (changed) {
      live.wishes = wishes;
      live.conversation.change(changed);
    }
    live.devices.follow();
  }

  private onState(state: ConversationState): void {
    if (state.name === 'live' && this.store.getState().session.status === 'connecting') {
      this.store.dispatch(statusChanged('active'));
    } else if (state.name === 'ended') {
      if (state.why.reason === 'over' || state.why.reason === 'unreachable') {
        this.place.close();
      }
      const failure = failureOfEnding(state.why);
      if (failure) {
        this.fail(failure);
      }
    }
  }

  /** One's own track is complete: after `stop` nothing more is waited for. */
  private onFinished(): void {
    if (this.live && this.store.getState().session.status === 'ended') {
      this.leave(this.live);
    }
  }

  private leave(live: Live): void {
    if (this.live === live) {
      this.release();
      this.place.leave();
    }
  }

  private failToReturn(cause: Failure): void {
    const failure = failureOfReturn(cause);
    if (failure.code === 'SESSION_OVER') {
      this.place.close();
    }
    this.fail(failure);
  }

  private fail(failure: Failure): void {
    this.release();
    this.store.dispatch(sessionFailed(failure));
  }

  private release(): void {
    const { live } = this;
    this.live = undefined;
    this.levels.input.set(0);
    this.levels.output.set(0);
    if (live) {
      live.undo.forEach((undo) => undo());
      live.conversation.leave();
      live.devices.close();
      this.store.dispatch(recordingChanged(false));
    }
    this.world.sound.prepare();
  }
}
