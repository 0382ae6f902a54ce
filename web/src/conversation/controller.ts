import type { Admission, Conversation, ConversationState, Microphone, Speaker, SpokenPiece, Wishes } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { healthChanged, levelsRead, playingChanged, recordingChanged, type AudioState } from '../store/audio';
import { admittedAsGuest } from '../store/auth';
import {
  connectionChanged,
  invited,
  listensOnlyChanged,
  sessionFailed,
  sessionForgotten,
  sessionOpened,
  speechLost,
  statusChanged,
} from '../store/session';
import type { Store } from '../store/store';
import { dismissed, notified } from '../store/ui';
import { absentMicrophone } from './absentMicrophone';
import type { ConversationControls } from './controls';
import { Deliveries } from './deliveries';
import { failureFrom, failureOfEnding } from './endings';
import type { Levels } from './levels';
import { newSession } from './newSession';
import type { Surroundings } from './roles';
import { changedWishes, isAlone, wishesOf } from './wishes';

/** Who takes part is asked so often: soon enough that a listener who comes in is heard in time. */
const ASK_STATUS_MS = 4_000;
/** What was said last still comes back; for longer nobody waits. */
const LAST_WORDS_MS = 10_000;
/** As much as a conversation itself keeps through a drop. */
const KEPT_PIECES_MS = 5_000;
/** As browsers call it. */
const DEFAULT_DEVICE = 'default';
/** A loss is told a moment after the connection is back. */
const BACK_AFTER_MS = 500;

/** What lives while a conversation does; none of it may lie in the store. */
interface Live {
  conversation: Conversation;
  microphone: Microphone;
  speaker: Speaker;
  wishes: Wishes;
  /** What the devices were last told. */
  told: AudioState;
  /** Undoes what was set up; each once. */
  undo: (() => void)[];
}

/**
 * Holds microphone, conversation and speaker together. Whatever is chosen in the store holds at once; whatever happens
 * shows there.
 */
export class ConversationController implements ConversationControls {
  private live: Live | undefined;
  /** A place that nobody took yet. */
  private admission: Admission | undefined;
  /** The session cannot be entered any more. */
  private over = false;
  private lostMs = 0;

  constructor(
    private readonly store: Store,
    private readonly levels: Levels,
    private readonly world: Surroundings,
  ) {
    store.subscribe(() => this.follow());
  }

  async start(): Promise<void> {
    const { status, listensOnly } = this.store.getState().session;
    if (status === 'paused') {
      this.goOn();
    } else if (status !== 'connecting' && (status !== 'active' || listensOnly)) {
      await this.begin((encoding, waiting) => this.startMicrophone(encoding, waiting), false);
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
    this.admission = undefined;
    this.over = false;
    this.store.dispatch(sessionForgotten());
    await this.start();
  }

  private async begin(openMicrophone: (encoding: Wishes['sends'], waiting: Waiting) => Promise<Microphone>, listensOnly: boolean): Promise<void> {
    if (this.live) {
      // What was said last need not come any more, or one spoke to listen before.
      this.leave(this.live);
    }
    if (this.over) {
      this.store.dispatch(sessionForgotten());
      this.over = false;
    }
    this.store.dispatch(statusChanged('connecting'));
    const encodings = this.world.sound.encodings();
    const waiting = new Waiting();
    // All at once and before anything is waited for: browsers open devices only in answer to the press itself.
    const [speaker, microphone, admission] = await Promise.allSettled([
      this.openSpeaker(encodings.wants),
      openMicrophone(encodings.sends, waiting),
      this.enter(),
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
      this.admission = admission.value;
    }
    const cause = [microphone, admission, speaker].find((each) => each.status === 'rejected');
    this.fail(failureFrom(cause?.reason));
  }

  pause(): void {
    if (this.live && this.store.getState().session.status === 'active') {
      this.live.microphone.pause();
      this.live.conversation.pause();
      this.levels.input.set(0);
      this.store.dispatch(statusChanged('paused'));
      this.store.dispatch(recordingChanged(false));
    }
  }

  goOn(): void {
    if (this.live && this.store.getState().session.status === 'paused') {
      this.live.conversation.resume();
      this.live.microphone.resume();
      this.store.dispatch(statusChanged('active'));
      this.store.dispatch(recordingChanged(true));
    }
  }

  async stop(): Promise<void> {
    const { live } = this;
    const { session } = this.store.getState();
    if (!live || !session.currentSession) {
      return;
    }
    live.conversation.stop();
    void live.microphone.stop();
    this.levels.input.set(0);
    this.store.dispatch(recordingChanged(false));
    this.store.dispatch(statusChanged('ended'));
    live.undo.push(this.world.later(LAST_WORDS_MS, () => this.leave(live)));
    if (session.currentSession.owner && isAlone(session)) {
      this.over = true;
    }
  }

  async invite(): Promise<Failure | undefined> {
    try {
      if (this.over) {
        this.store.dispatch(sessionForgotten());
        this.over = false;
      }
      const open = this.store.getState().session.currentSession;
      this.admission = open ? this.admission : await this.open();
      const { sessionId } = this.store.getState().session.currentSession ?? {};
      if (sessionId === undefined || this.hasFreshLink()) {
        return undefined;
      }
      const { invitation, expiresAt } = await this.world.service.invite(sessionId);
      this.store.dispatch(invited({ url: `${this.world.origin}/join#${invitation}`, expiresAt }));
      return undefined;
    } catch (cause) {
      return failureFrom(cause);
    }
  }

  async join({ invitation, name, language }: { invitation: string; name: string; language: string }): Promise<Failure | undefined> {
    try {
      const guest = await this.world.service.joinAsGuest(invitation, name);
      this.store.dispatch(admittedAsGuest({ token: guest.guestToken }));
      this.opened(guest, false, language);
      this.admission = guest;
      return undefined;
    } catch (cause) {
      const failure = failureFrom(cause);
      const gone = ['RESOURCE_NOT_FOUND', 'UNAUTHORIZED', 'TOKEN_EXPIRED', 'FORBIDDEN'].includes(failure.code);
      return gone ? { ...failure, code: 'INVITATION_EXPIRED' } : failure;
    }
  }

  // ---- the session ----

  /** A place in the session: the one that waits, or a new ticket, or a new session. */
  private async enter(): Promise<Admission> {
    const { currentSession } = this.store.getState().session;
    const waiting = this.admission;
    this.admission = undefined;
    if (currentSession === null) {
      return this.open();
    }
    if (waiting && waiting.expiresAt > this.world.now()) {
      return waiting;
    }
    return this.world.service.readmit(currentSession.sessionId, currentSession.participantId);
  }

  private async open(): Promise<Admission> {
    const opened = await this.world.service.open(newSession(this.store.getState().ui));
    this.opened(opened, true, null);
    return opened;
  }

  private opened({ sessionId, participantId }: Admission, owner: boolean, guestLanguage: string | null): void {
    const connecting = this.store.getState().session.status === 'connecting';
    this.store.dispatch(sessionOpened({ sessionId, participantId, owner, guestLanguage, startedAt: this.world.now() }));
    if (connecting) {
      this.store.dispatch(statusChanged('connecting'));
    }
  }

  private hasFreshLink(): boolean {
    const link = this.store.getState().session.joinLink;
    return link !== null && link.expiresAt > this.world.now();
  }

  // ---- what lives ----

  private openSpeaker(encoding: Wishes['wants']): Promise<Speaker> {
    const { volume, original, outputDevice } = this.store.getState().audio;
    return this.world.sound.openSpeaker(
      { encoding, volume, original, ...(outputDevice && { outputDeviceId: outputDevice.deviceId }) },
      {
        onLevel: (level) => this.levels.output.set(level),
        onPlaying: (segment) => this.store.dispatch(playingChanged(segment)),
        onHealth: (health) => this.store.dispatch(healthChanged(health)),
      },
    );
  }

  private startMicrophone(encoding: Wishes['sends'], waiting: Waiting): Promise<Microphone> {
    const { inputDevice } = this.store.getState().audio;
    return this.world.sound.startMicrophone(
      { encoding, ...(inputDevice && { deviceId: inputDevice.deviceId }) },
      {
        onPiece: (piece) => waiting.take(piece),
        onLevel: (level) => this.levels.input.set(level),
        onLost: () => this.fail({ code: 'MICROPHONE_UNPLUGGED' }),
      },
    );
  }

  private converse(admission: Admission, microphone: Microphone, speaker: Speaker, encodings: Pick<Wishes, 'sends' | 'wants'>, waiting: Waiting): void {
    const { sessionId, participantId } = admission;
    const wishes = wishesOf(this.store.getState(), encodings);
    const deliveries = new Deliveries(this.store, speaker, participantId, this.world.applyMessage, this.world.now, () => this.onFinished());
    this.lostMs = 0;
    const conversation = this.world.openConversation({
      admission,
      wishes,
      readmit: () => this.world.service.readmit(sessionId, participantId),
      events: {
        onState: (state) => this.onState(state),
        onMessage: (message) => deliveries.message(message),
        onSound: (frame) => deliveries.sound(frame),
        onLost: (lostMs) => this.onLost(lostMs),
      },
    });
    const undo = [
      this.world.every(ASK_STATUS_MS, () => conversation.askStatus()),
      this.world.every(1_000, () => this.store.dispatch(levelsRead({ input: this.levels.input.value, output: this.levels.output.value }))),
    ];
    this.live = { conversation, microphone, speaker, wishes, told: this.store.getState().audio, undo };
    this.store.dispatch(recordingChanged(!this.store.getState().session.listensOnly));
    waiting.handTo((piece) => conversation.speak(piece));
    this.follow();
  }

  /** What was chosen since holds from now on. */
  private follow(): void {
    const { live } = this;
    if (!live) {
      return;
    }
    const state = this.store.getState();
    const wishes = wishesOf(state, live.wishes);
    const changed = changedWishes(live.wishes, wishes);
    if (changed) {
      live.wishes = wishes;
      live.conversation.change(changed);
    }
    const { told } = live;
    if (told !== state.audio) {
      live.told = state.audio;
      this.tellDevices(live, told, state.audio);
    }
  }

  private tellDevices({ speaker, microphone }: Live, before: AudioState, now: AudioState): void {
    if (now.volume !== before.volume) {
      speaker.setVolume(now.volume);
    }
    if (now.original !== before.original) {
      speaker.setOriginal(now.original);
    }
    const changes = [
      now.inputDevice?.deviceId !== before.inputDevice?.deviceId && microphone.use(now.inputDevice?.deviceId ?? DEFAULT_DEVICE),
      now.outputDevice?.deviceId !== before.outputDevice?.deviceId && speaker.use(now.outputDevice?.deviceId ?? DEFAULT_DEVICE),
    ];
    changes.forEach((change) => {
      if (change) {
        void change.catch((cause: unknown) => this.store.dispatch(notified({ severity: 'error', failure: failureFrom(cause), about: 'device' })));
      }
    });
  }

  private onState(state: ConversationState): void {
    const before = this.store.getState().session.connection;
    this.store.dispatch(connectionChanged(state));
    if (state.name === 'live') {
      if (this.store.getState().session.status === 'connecting') {
        this.store.dispatch(statusChanged('active'));
      }
      if (before?.name === 'reconnecting') {
        this.live?.undo.push(this.world.later(BACK_AFTER_MS, () => this.tellBack()));
      }
    } else if (state.name === 'reconnecting') {
      this.store.dispatch(dismissed({ about: 'back' }));
    } else if (state.name === 'ended') {
      this.over ||= state.why.reason === 'over' || state.why.reason === 'unreachable';
      const failure = failureOfEnding(state.why);
      if (failure) {
        this.fail(failure);
      }
    }
  }

  private onLost(lostMs: number): void {
    this.lostMs += lostMs;
    this.store.dispatch(speechLost({ at: this.world.now(), lostMs }));
  }

  private tellBack(): void {
    const lostMs = this.lostMs;
    this.lostMs = 0;
    const text = lostMs > 0 ? { key: 'conversation:backLost', values: { lostMs } } : { key: 'conversation:backWhole' };
    this.store.dispatch(notified({ severity: lostMs > 0 ? 'warning' : 'success', about: 'back', text }));
  }

  /** One's own track is complete: after `stop` nothing more is waited for. */
  private onFinished(): void {
    if (this.live && this.store.getState().session.status === 'ended') {
      this.leave(this.live);
    }
  }

  private leave(live: Live): void {
    if (this.live !== live) {
      return;
    }
    this.release();
    const { currentSession } = this.store.getState().session;
    if (this.over && currentSession?.owner) {
      // Nobody is left in it; where this fails the gateway ends it by itself.
      void this.world.service.end(currentSession.sessionId).catch(() => undefined);
    }
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
      void live.microphone.stop();
      void live.speaker.close();
      this.store.dispatch(recordingChanged(false));
      this.store.dispatch(playingChanged(undefined));
    }
  }
}

/** What is said before there is a conversation to say it in. */
class Waiting {
  private pieces: SpokenPiece[] = [];
  private lengthMs = 0;
  private next: ((piece: SpokenPiece) => void) | undefined;

  take(piece: SpokenPiece): void {
    if (this.next) {
      this.next(piece);
      return;
    }
    this.pieces.push(piece);
    this.lengthMs += piece.durationMs;
    while (this.lengthMs > KEPT_PIECES_MS) {
      this.lengthMs -= this.pieces.shift()?.durationMs ?? this.lengthMs;
    }
  }

  handTo(next: (piece: SpokenPiece) => void): void {
    this.next = next;
    this.pieces.forEach(next);
    this.pieces = [];
  }
}
