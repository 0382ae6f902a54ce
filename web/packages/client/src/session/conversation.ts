import type { SpokenPiece } from '../audio/types';
import { LEAVES_FOR_GOOD, meaningOf, WILL_COME_BACK } from '../protocol/closeCodes';
import { say } from '../protocol/messages';
import type { Admission, SentAudio, ServerMessage, SoundFrame } from '../protocol/types';
import { configuration, microphoneAudio } from './configuration';
import { Connection } from './connection';
import { afterFailedReadmission, afterRefusal, isAboutWishes, refused, type Outcome } from './ending';
import { browserEnvironment, type Environment } from './environment';
import { HeardSequence } from './heardSequence';
import { Outgoing } from './outgoing';
import { SpokenAudio, type Command, type Cut } from './spokenAudio';
import type { Conversation, ConversationOptions, Ending, Wishes } from './types';
import { WayBack } from './wayBack';
import { WishList } from './wishList';

/** A gateway that is there says so at once, or within four seconds when it asks the job where a track stands. */
const READY_WITHIN_MS = 15_000;

/** A loss is told in pieces of this length, and what is left of it with the connection. */
const TELL_LOST_MS = 1_000;

/** Told when the gateway has not said itself what was wrong. */
const CLOSED_ON_US: Parameters<typeof refused>[0] = {
  code: 'INVALID_REQUEST',
  message: 'The gateway closed the connection because of what it was sent.',
  suggestion: 'Reload the page.',
};

/** What is said: how it is encoded, and what of it waits. */
export interface Voice {
  audio: SentAudio;
  spoken: SpokenAudio;
}

/** What comes from a microphone, of which five seconds are kept through a drop. */
function microphoneVoice(wishes: Wishes): Voice {
  const cut: Cut =
    wishes.sends === 'pcm16' ? { kind: 'samples', rateHz: 16_000, frameBytes: 2 } : { kind: 'packets' };
  return { audio: microphoneAudio(wishes), spoken: new SpokenAudio(cut) };
}

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
  private readonly wayBack: WayBack;
  private readonly forgetNetwork: () => void;
  private connection: Connection | undefined;
  /** Only while live. */
  private outgoing: Outgoing | undefined;
  private cancelTimer: (() => void) | undefined;
  private wasReady = false;
  private isRetrying = false;
  private tries = 0;
  private isPaused = false;
  private isStopped = false;
  private isLeaving = false;
  private hasEnded = false;
  private retryAtMs = 0;
  /** Why the last try came to nothing, as far as the gateway said. */
  private lastRefusal: Ending | undefined;
  private untoldLossMs = 0;

  constructor(
    private readonly options: ConversationOptions,
    private readonly environment: Environment,
    private readonly voice: Voice,
  ) {
    this.wishes = new WishList(options.wishes);
    this.wayBack = new WayBack(environment.nowMs());
    this.forgetNetwork = environment.onNetworkChange(() => this.onNetworkChange());
    options.events.onState({ name: 'connecting' });
    this.connect(options.admission);
  }

  // ---- what the person does ----

  speak(piece: SpokenPiece): void {
    if (this.isPaused || this.isStopped || this.hasEnded || this.isLeaving) {
      return;
    }
    this.lost(this.voice.spoken.add(piece));
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

  askStatus(): void {
    if (this.outgoing !== undefined) {
      this.connection?.send(say.status());
    }
  }

  leave(): void {
    if (this.hasEnded || this.isLeaving) {
      return;
    }
    this.isLeaving = true;
    this.options.events.onState({ name: 'ended', why: { reason: 'left' } });
    if (this.connection?.isOpen) {
      this.finish();
    } else if (this.connection === undefined) {
      // Nobody hears us: the way back is gone once more, to say goodbye, and then no more.
      this.tryAgain();
    }
  }

  // ---- connections ----

  private connect(admission: Admission): void {
    const connection = new Connection(this.environment, admission, this.wayBack.patienceMs, {
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
    this.wayBack.live(this.environment.nowMs());
    this.lastRefusal = undefined;
    const { lostMs, first } = this.voice.spoken.resumeAt(receivedMs);
    this.outgoing = new Outgoing(this.environment, this.connection, this.voice.spoken);
    this.sayWishes();
    if (first !== undefined) {
      this.connection.send(say.control(first));
    }
    this.connection.send(say.status());
    this.options.events.onState({ name: 'live', resumed });
    this.lost(lostMs);
    this.tellLoss();
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
    const nowMs = this.environment.nowMs();
    const delayMs = this.wayBack.lost(nowMs, notBeforeMs, this.environment.chance());
    if (delayMs === undefined) {
      this.end(this.lastRefusal ?? { reason: 'unreachable' });
      return;
    }
    this.retryAtMs = nowMs + delayMs;
    this.tellReconnecting();
    this.timer(delayMs, () => this.tryAgain());
  }

  private tellReconnecting(): void {
    this.options.events.onState({
      name: 'reconnecting',
      attempt: this.wayBack.attempt,
      nextTryInMs: Math.max(0, this.retryAtMs - this.environment.nowMs()),
      offline: !this.environment.isOnline(),
    });
  }

  private tryAgain(): void {
    if (this.isRetrying || this.connection !== undefined) {
      return;
    }
    this.isRetrying = true;
    const thisTry = ++this.tries;
    const conclude = (goOn: () => void): void => {
      if (this.isRetrying && thisTry === this.tries && !this.hasEnded) {
        this.isRetrying = false;
        this.cancelTimer?.();
        goOn();
      }
    };
    this.timer(this.wayBack.patienceMs, () => conclude(() => this.follow({ kind: 'again', notBeforeMs: 0 })));
    this.options.readmit().then(
      (admission) => conclude(() => this.connect(admission)),
      (failure: unknown) => conclude(() => this.follow(afterFailedReadmission(failure))),
    );
  }

  private onNetworkChange(): void {
    if (this.hasEnded) {
      return;
    }
    if (this.connection !== undefined) {
      // Whether it survived is known soonest by asking.
      this.connection.probe();
    } else if (!this.isRetrying && !this.isLeaving) {
      this.retryAtMs = this.environment.isOnline() ? 0 : this.retryAtMs;
      this.tellReconnecting();
      if (this.environment.isOnline()) {
        this.tryAgain();
      }
    }
  }

  // ---- the end ----

  private end(why: Ending): void {
    this.finish();
    this.tellLoss();
    this.options.events.onState({ name: 'ended', why });
  }

  private finish(): void {
    this.hasEnded = true;
    this.cancelTimer?.();
    this.outgoing?.close();
    this.outgoing = undefined;
    this.connection?.close(LEAVES_FOR_GOOD);
    this.connection = undefined;
    this.forgetNetwork();
  }

  private lost(lostMs: number): void {
    this.untoldLossMs += lostMs;
    if (this.untoldLossMs >= TELL_LOST_MS) {
      this.tellLoss();
    }
  }

  private tellLoss(): void {
    if (this.untoldLossMs > 0) {
      this.options.events.onLost(this.untoldLossMs);
      this.untoldLossMs = 0;
    }
  }

  private timer(delayMs: number, run: () => void): void {
    this.cancelTimer?.();
    this.cancelTimer = this.environment.after(delayMs, run);
  }
}
