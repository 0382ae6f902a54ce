import type { Encoding, Ending, Microphone } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { signedOut } from '../store/auth';
import { listensOnlyChanged, sessionFailed, sessionForgotten, statusChanged } from '../store/session';
import type { Store } from '../store/store';
import { allDismissed } from '../store/ui';
import { absentMicrophone } from './absentMicrophone';
import type { ConversationControls } from './controls';
import { openSpeaker, startMicrophone } from './devices';
import { failureFrom, failureOfEnding, failureOfReturn } from './endings';
import type { Levels } from './levels';
import { Live, type Beginning } from './live';
import { Place } from './place';
import type { Surroundings } from './roles';
import { Waiting } from './waiting';
import { isAlone } from './wishes';

/**
 * Holds microphone, conversation and speaker together. Whatever is chosen in the store holds at once; whatever happens
 * shows there.
 */
export class ConversationController implements ConversationControls {
  private live: Live | undefined;
  /** The press that is being followed; another one there, or none: what came of it is given back. */
  private press: object | undefined;
  private readonly place: Place;
  private forgetStore: (() => void) | undefined;
  private wasSignedOut = false;

  constructor(
    private readonly store: Store,
    private readonly levels: Levels,
    private readonly world: Surroundings,
  ) {
    this.place = new Place(store, world);
  }

  /** Follows the store from now on. @returns what ends that, and releases everything */
  open(): () => void {
    this.wasSignedOut = this.isSignedOut();
    this.forgetStore ??= this.store.subscribe(() => this.follow());
    this.world.sound.prepare();
    if (this.store.getState().session.status === 'paused') {
      void this.place.recall();
    }
    return () => this.close();
  }

  /** Releases devices, connection and timers; what was said stays on the screen. */
  close(): void {
    this.forgetStore?.();
    this.forgetStore = undefined;
    this.release();
    this.place.reset();
    const { status, currentSession } = this.store.getState().session;
    if (status === 'connecting' || status === 'active') {
      this.store.dispatch(statusChanged(currentSession ? 'paused' : 'idle'));
    }
  }

  async start(): Promise<void> {
    const { status, listensOnly } = this.store.getState().session;
    if (status === 'paused' && this.live) {
      await this.listenAgain(this.live);
    } else if (status !== 'connecting' && (status !== 'active' || listensOnly)) {
      await this.begin((encoding, waiting) => startMicrophone(this.store, this.levels, this.world.sound, encoding, waiting), false);
    }
  }

  async listen(): Promise<void> {
    const { status } = this.store.getState().session;
    if (status === 'idle' || status === 'ended') {
      await this.begin((encoding) => Promise.resolve(absentMicrophone(encoding)), true);
    }
  }

  async startOver(): Promise<void> {
    this.letGo();
    this.place.reset();
    this.store.dispatch(sessionForgotten());
    await this.start();
  }

  private async begin(openMicrophone: (encoding: Encoding, waiting: Waiting) => Promise<Microphone>, listensOnly: boolean): Promise<void> {
    const { status } = this.store.getState().session;
    this.world.mark('pressed');
    // What was said last need not come any more, or one only listened before.
    this.letGo();
    this.place.forgetClosed();
    const comesBack = this.store.getState().session.currentSession !== null;
    const press = {};
    this.press = press;
    this.store.dispatch(statusChanged('connecting'));
    const encodings = this.world.sound.encodings();
    const waiting = new Waiting(() => this.world.mark('heard'));
    // All at once and before anything is waited for: browsers open devices only in answer to the press itself.
    const [speaker, microphone, admission] = await Promise.allSettled([
      openSpeaker(this.store, this.levels, this.world.sound, encodings.wants),
      openMicrophone(encodings.sends, waiting),
      // Whoever presses "Speak" after an end may begin anew; whoever goes on wants to know first.
      this.place.enter(status === 'ended'),
    ]);
    const isWanted = this.press === press;
    this.press = isWanted ? undefined : this.press;
    const session = this.store.getState().session.currentSession;
    const hasDevices = speaker.status === 'fulfilled' && microphone.status === 'fulfilled' && !waiting.lost;
    if (isWanted && session && hasDevices && admission.status === 'fulfilled') {
      const sends = microphone.value.encoding;
      this.store.dispatch(listensOnlyChanged(listensOnly));
      this.converse({ session, admission: admission.value, microphone: microphone.value, speaker: speaker.value, encodings: { ...encodings, sends }, waiting });
      return;
    }
    if (speaker.status === 'fulfilled') {
      void speaker.value.close();
    }
    if (microphone.status === 'fulfilled') {
      void microphone.value.stop();
    }
    if (!isWanted) {
      return;
    }
    if (admission.status === 'fulfilled') {
      this.place.giveBack(admission.value);
    } else if (comesBack && microphone.status === 'fulfilled') {
      this.failToReturn(failureFrom(admission.reason));
      return;
    }
    const cause = [microphone, admission, speaker].find((each) => each.status === 'rejected');
    this.fail(waiting.lost ?? failureFrom(cause?.reason));
  }

  pause(): void {
    if (this.store.getState().session.status === 'active') {
      this.live?.pause();
    }
  }

  goOn(): void {
    if (this.store.getState().session.status === 'paused') {
      void (this.live ? this.listenAgain(this.live) : this.start());
    }
  }

  async stop(): Promise<void> {
    const { live } = this;
    const { session } = this.store.getState();
    if (!session.currentSession || live?.isStopped) {
      return;
    }
    if (!live) {
      // Left where it was when the page was loaded again.
      this.press = undefined;
      this.store.dispatch(statusChanged('ended'));
      return;
    }
    if (live.session.owner && isAlone(session)) {
      this.place.close(live.session.sessionId);
    }
    await live.stop();
  }

  invite(): Promise<Failure | undefined> {
    this.finish();
    return this.place.invite();
  }

  join(guest: { invitation: string; name: string; language: string }): Promise<Failure | undefined> {
    this.finish();
    return this.place.join(guest);
  }

  private converse(beginning: Beginning): void {
    const live: Live = new Live(
      this.store,
      this.levels,
      this.world,
      { onEnded: (why) => this.live === live && this.onEnded(live, why), onFinished: () => this.live === live && this.leave(live) },
      beginning,
    );
    this.live = live;
  }

  private async listenAgain(live: Live): Promise<void> {
    try {
      await live.goOn();
    } catch (cause) {
      if (this.live === live) {
        live.stayLost(failureFrom(cause));
      }
    }
  }

  private follow(): void {
    const isSignedOut = this.isSignedOut();
    if (isSignedOut && !this.wasSignedOut) {
      this.wasSignedOut = true;
      this.forgetPerson();
      return;
    }
    this.wasSignedOut = isSignedOut;
    this.live?.follow();
  }

  /** Who only has to prove themselves again is the same person. */
  private isSignedOut(): boolean {
    const { status, failure } = this.store.getState().auth;
    return status === 'signedOut' && failure === null;
  }

  /** What one person said and heard is not for the next one. */
  private forgetPerson(): void {
    this.release();
    this.place.reset();
    this.store.dispatch(sessionForgotten());
    this.store.dispatch(allDismissed());
  }

  private onEnded(live: Live, why: Ending): void {
    const { sessionId } = live.session;
    if (why.reason === 'over') {
      this.place.close(sessionId);
    }
    const failure = failureOfEnding(why);
    if (live.isStopped) {
      this.place.leave(live.session);
    }
    if (failure) {
      this.fail(failure);
    }
  }

  private letGo(): void {
    if (this.live) {
      this.leave(this.live);
    }
  }

  /** Nobody waits any longer for the last words of a conversation that was stopped. */
  private finish(): void {
    if (this.live?.isStopped) {
      this.letGo();
    }
  }

  private leave(live: Live): void {
    this.release();
    this.world.sound.prepare();
    this.place.leave(live.session);
  }

  private failToReturn(cause: Failure): void {
    const failure = failureOfReturn(cause);
    const { currentSession } = this.store.getState().session;
    if (failure.code === 'SESSION_OVER' && currentSession) {
      this.place.close(currentSession.sessionId);
    }
    this.fail(failure);
  }

  private fail(failure: Failure): void {
    this.release();
    this.world.sound.prepare();
    const { auth } = this.store.getState();
    if (auth.status === 'guest' && failure.code === 'INVITATION_EXPIRED' && this.world.invitation !== undefined) {
      // Back to where the guest came in, with the reason.
      this.place.reset();
      this.store.dispatch(sessionForgotten());
      this.store.dispatch(signedOut(failure));
    } else {
      this.store.dispatch(sessionFailed(failure));
    }
  }

  private release(): void {
    const { live } = this;
    this.press = undefined;
    live?.close();
    this.live = undefined;
    this.levels.input.set(0);
    this.levels.output.set(0);
  }
}
