import type { SpokenPiece } from '../audio/types';
import { LEAVES_FOR_GOOD, meaningOf, WILL_COME_BACK } from '../protocol/closeCodes';
import { say } from '../protocol/messages';
import type { Admission, ServerMessage, SoundFrame } from '../protocol/types';
import { configuration } from './configuration';
import { Connection } from './connection';
import { afterRefusal, isAboutWishes, refused, type Outcome } from './ending';
import { browserEnvironment, type Environment } from './environment';
import { HeardSequence } from './heardSequence';
import { Outgoing } from './outgoing';
import { Returning } from './returning';
import type { Command } from './spokenAudio';
import type { Conversation, ConversationOptions, Ending, Wishes } from './types';
import { UntoldLoss } from './untoldLoss';
import { microphoneVoice, type Voice } from './voice';
import { WishList } from './wishList';

/** A gateway that is there says so at once, or within four seconds when it asks the job where a track stands. */
const READY_WITHIN_MS = 15_000;

/** Told when the gateway has not said itself what was wrong. */
const CLOSED_ON_US: Parameters<typeof refused>[0] = {
  code: 'INVALID_REQUEST',
  message: 'The gateway closed the connection because of what it was sent.',
  suggestion: 'Reload the page.',
};

/**
 * Takes one's place in a session and holds it through lost connections, for as long as a gateway remembers:
 *
 * ```
 *   connecting ──session.ready──► live ◄──session.resume── reconnecting ──► ended
 * ```
 *
 * What is said meanwhile is kept (five seconds) and sent when the connection is back; what was missed comes then, in
 * order and once.
 */
export function openConversation(
  options: ConversationOptions,
  environment: Environment = browserEnvironment(),
): Conversation {
  return new HeldConversation(options, environment, microphoneVoice(options.wishes));
}

/** As {@link openConversation}, with a voice of the caller's making. */
export function openConversationWith(
  voice: Voice,
  options: ConversationOptions,
  environment: Environment,
): HeldConversation {
  return new HeldConversation(options, environment, voice);
}

export class HeldConversation implements Conversation {
  private readonly wishes: WishList;
  private readonly heard = new HeardSequence();
  private readonly known = new Set<string>();
  private readonly returning: Returning;
  private readonly forgetNetwork: () => void;
  private connection: Connection | undefined;
  /** Only while live. */
  private outgoing: Outgoing | undefined;
  private cancelTimer: (() => void) | undefined;
  private wasReady = false;
  private isPaused = false;
  private isStopped = false;
  private isLeaving = false;
  private hasEnded = false;
  /** Why the last try came to nothing, as far as the gateway said. */
  private lastRefusal: Ending | undefined;
  private readonly loss: UntoldLoss;

  constructor(
    private readonly options: ConversationOptions,
    private readonly environment: Environment,
    private readonly voice: Voice,
  ) {
    this.wishes = new WishList(options.wishes);
    this.loss = new UntoldLoss((lostMs) => options.events.onLost(lostMs));
    this.returning = new Returning(environment, () => options.readmit(), {
      onState: (state) => options.events.onState(state),
      onAdmitted: (admission) => this.connect(admission),
      onFailed: (outcome) => this.follow(outcome),
    });
    this.forgetNetwork = environment.onNetworkChange(() => this.onNetworkChange());
    options.events.onState({ name: 'connecting' });
    this.connect(options.admission);
  }

  // ---- what the person does ----

  speak(piece: SpokenPiece): void {
    if (this.isPaused || this.isStopped || this.hasEnded || this.isLeaving) {
      return;
    }
    this.loss.add(this.voice.spoken.add(piece));
    this.outgoing?.pump();
  }

  pause(): void {
    if (!this.isPaused) {
      this.isPaused = true;
      this.control('pause');
    }
  }

  resume(): void {
    if (this.isPaused) {
      this.isPaused = false;
      this.control('resume');
    }
  }

  stop(): void {
    if (!this.isStopped) {
      this.control('stop');
      this.isStopped = true;
    }
  }

  private control(command: Command): void {
    if (!this.isStopped && !this.hasEnded) {
      this.voice.spoken.control(command);
      this.outgoing?.pump();
    }
  }

  change(wishes: Partial<Omit<Wishes, 'sends'>>): void {
    if (!this.hasEnded) {
      this.wishes.change(wishes);
      this.sayWishes();
    }
  }

  get wanted(): Wishes {
    return this.wishes.now;
  }

  askStatus(): void {
    if (this.outgoing !== undefined) {
      this.connection?.send(say.status());
    }
  }

  leave(): void {
    if (this.hasEnded || this.isLeaving) {
      return;
    }
    this.giveUpWaiting();
    this.isLeaving = true;
    this.options.events.onState({ name: 'ended', why: { reason: 'left' } });
    if (this.connection?.isOpen) {
      this.finish();
    } else if (this.connection === undefined) {
      // Nobody hears us: the way back is gone once more, to say goodbye, and then no more.
      this.returning.now();
    }
  }

  // ---- connections ----

  private connect(admission: Admission): void {
    const connection = new Connection(this.environment, admission, this.returning.patienceMs, {
      onOpen: () => this.onOpen(),
      onMessage: (message) => this.onMessage(message),
      onSound: (frame) => this.onSound(frame),
      onClosed: (code) => this.onClosed(code),
    });
    this.connection = connection;
  }

  private onOpen(): void {
    if (this.isLeaving) {
      this.finish();
      return;
    }
    this.timer(READY_WITHIN_MS, () => this.giveUp({ kind: 'again', notBeforeMs: 0 }));
    if (this.wasReady) {
      this.connection?.send(say.resume(this.heard.resume()));
    } else {
      this.configure();
    }
  }

  private configure(): void {
    this.wishes.said();
    this.connection?.send(say.configure(configuration(this.wishes.now, this.voice.audio)));
  }

  private onMessage(message: ServerMessage): void {
    if (!this.heard.isNewMessage(message)) {
      return;
    }
    if (message.type === 'session.ready') {
      this.onReady(message.receivedMillis, message.resumed);
    } else if (message.type === 'error' && this.onError(message)) {
      return;
    } else if (message.type === 'session.status') {
      message.participants.forEach(({ participantId }) => this.known.add(participantId));
    }
    if (!this.hasEnded && !this.isLeaving) {
      this.options.events.onMessage(message);
      this.meet(message);
    }
    this.outgoing?.pump();
  }

  private onReady(receivedMs: number, resumed: boolean): void {
    if (this.outgoing !== undefined || !resumed) {
      this.wishes.answered();
    }
    if (this.outgoing !== undefined || this.connection === undefined) {
      return;
    }
    this.cancelTimer?.();
    this.wasReady = true;
    this.returning.arrived();
    this.lastRefusal = undefined;
    const { lostMs, first } = this.voice.spoken.resumeAt(receivedMs);
    this.outgoing = new Outgoing(this.environment, this.connection, this.voice.spoken);
    this.sayWishes();
    if (first !== undefined) {
      this.connection.send(say.control(first));
    }
    this.connection.send(say.status());
    this.options.events.onState({ name: 'live', resumed });
    this.loss.add(lostMs);
    this.loss.tell();
  }

  private sayWishes(): void {
    if (this.outgoing !== undefined && this.wishes.isDue) {
      this.configure();
    }
  }

  /** Names are told in answers only: who is heard for the first time is asked after. */
  private meet(message: ServerMessage): void {
    if ('participant' in message && !this.known.has(message.participant)) {
      this.known.add(message.participant);
      this.connection?.send(say.status());
    }
  }

  /** Whether it concerns nobody but us: on the way in, states tell what comes of it. */
  private onError(error: Extract<ServerMessage, { type: 'error' }>): boolean {
    if (this.outgoing !== undefined) {
      if (isAboutWishes(error)) {
        this.wishes.refused();
      }
      this.lastRefusal = refused(error);
      return false;
    }
    if (this.wasReady && error.code === 'INVALID_REQUEST') {
      // The gateway knows the participant but not its wishes: they are said again.
      this.wasReady = false;
      this.configure();
    } else {
      this.giveUp(afterRefusal(error));
    }
    return true;
  }

  private onSound(frame: SoundFrame): void {
    if (this.heard.isNewSound(frame) && !this.isLeaving) {
      this.options.events.onSound(frame);
      this.outgoing?.pump();
    }
  }

  // ---- the way back ----

  private onClosed(code: number): void {
    this.connection = undefined;
    const meaning = meaningOf(code);
    if (this.isLeaving) {
      this.finish();
    } else if (meaning === 'lost') {
      this.comeBack(0);
    } else if (meaning === 'refused') {
      this.end(this.lastRefusal ?? refused(CLOSED_ON_US));
    } else {
      this.end({ reason: meaning });
    }
  }

  /** This connection is worth nothing: it is closed from here. */
  private giveUp(outcome: Outcome): void {
    if (outcome.kind === 'again') {
      this.connection?.close(WILL_COME_BACK);
      this.connection = undefined;
    }
    this.follow(outcome);
  }

  private follow(outcome: Outcome): void {
    if (this.isLeaving) {
      this.finish();
    } else if (outcome.kind === 'ended') {
      this.end(outcome.why);
    } else {
      this.lastRefusal = outcome.why ?? this.lastRefusal;
      this.comeBack(outcome.notBeforeMs);
    }
  }

  private comeBack(notBeforeMs: number): void {
    if (this.outgoing !== undefined) {
      this.voice.spoken.dropped();
      this.outgoing.close();
      this.outgoing = undefined;
      this.lastRefusal = undefined;
    }
    this.wishes.dropped();
    this.cancelTimer?.();
    if (!this.returning.later(notBeforeMs)) {
      this.end(this.lastRefusal ?? { reason: 'unreachable' });
    }
  }

  private onNetworkChange(): void {
    if (this.hasEnded) {
      return;
    }
    if (this.connection !== undefined) {
      // Whether it survived is known soonest by asking.
      this.connection.probe();
    } else if (!this.isLeaving) {
      this.returning.networkChanged();
    }
  }

  // ---- the end ----

  private end(why: Ending): void {
    this.giveUpWaiting();
    this.finish();
    this.options.events.onState({ name: 'ended', why });
  }

  private finish(): void {
    this.hasEnded = true;
    this.cancelTimer?.();
    this.returning.close();
    this.outgoing?.close();
    this.outgoing = undefined;
    this.connection?.close(LEAVES_FOR_GOOD);
    this.connection = undefined;
    this.forgetNetwork();
  }

  /** What was kept for a connection that will not come again. */
  private giveUpWaiting(): void {
    if (this.outgoing === undefined) {
      this.loss.add(this.voice.spoken.waitingMs);
    }
    this.loss.tell();
  }

  private timer(delayMs: number, run: () => void): void {
    this.cancelTimer?.();
    this.cancelTimer = this.environment.after(delayMs, run);
  }
}
