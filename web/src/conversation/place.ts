import type { Admission } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { admittedAsGuest } from '../store/auth';
import { invited, sessionForgotten, sessionOpened, statusChanged, transcriptChanged, type CurrentSession } from '../store/session';
import type { Store } from '../store/store';
import { notified, settingsChanged } from '../store/ui';
import { failureFrom, isGone } from './endings';
import { newSession } from './newSession';
import type { Surroundings } from './roles';

/** An invitation that opens nothing is told as that, whatever it is that the gateway does not find. */
const NOT_LET_IN = ['RESOURCE_NOT_FOUND', 'UNAUTHORIZED', 'TOKEN_EXPIRED', 'FORBIDDEN'];

/** Answers that mean that a guest's place is lost: it is gone, or what proves the guest is. */
const GUEST_IS_OUT = [401, 403, 404, 409, 410];

/** One's place in a session: opened, taken by an invitation, or come back to. */
export class Place {
  /** One that nobody took yet. */
  private admission: Admission | undefined;
  /** The session that cannot be entered any more. */
  private over: string | undefined;
  /** Whoever needs a session while one is being opened waits for that one. */
  private opening: Promise<void> | undefined;
  private inviting: Promise<Failure | undefined> | undefined;
  /** By which this guest came in. */
  private invitation: string | undefined;
  /** What was asked for somebody who has left since is not taken up. */
  private visit = {};

  constructor(
    private readonly store: Store,
    private readonly world: Pick<Surroundings, 'service' | 'withEarlier' | 'now' | 'origin' | 'invitation'>,
  ) {}

  /** Somebody else comes: nothing is left of the one before. */
  reset(): void {
    this.admission = undefined;
    this.over = undefined;
    this.opening = undefined;
    this.inviting = undefined;
    this.invitation = undefined;
    this.visit = {};
  }

  /** The session cannot be entered any more. */
  close(session: string): void {
    this.over = session;
  }

  /** What cannot be entered any more gives way to what comes next; a guest opens nothing and stays. */
  forgetClosed(): void {
    const { currentSession } = this.store.getState().session;
    if (currentSession?.owner && currentSession.sessionId === this.over) {
      this.store.dispatch(sessionForgotten());
    }
  }

  /**
   * The one that waits, or a new ticket, or one in a new session.
   *
   * @param anew where the old session is gone a new one is opened, and told
   */
  async enter(anew: boolean): Promise<Admission> {
    const { currentSession } = this.store.getState().session;
    if (currentSession === null) {
      await this.open();
      return this.take() ?? this.enter(anew);
    }
    const waiting = this.take();
    if (waiting?.sessionId === currentSession.sessionId && waiting.expiresAt > this.world.now()) {
      return waiting;
    }
    const isOver = currentSession.sessionId === this.over;
    if (isOver && !currentSession.owner) {
      return this.comeInAgain(currentSession);
    }
    try {
      return await this.world.service.readmit(currentSession.sessionId, currentSession.participantId);
    } catch (cause) {
      const failure = failureFrom(cause);
      if (!currentSession.owner && GUEST_IS_OUT.includes(failure.status ?? 0)) {
        return this.comeInAgain(currentSession);
      }
      if (!currentSession.owner || !anew || !isGone(failure)) {
        throw cause;
      }
      await this.open();
      this.store.dispatch(notified({ severity: 'info', about: 'session', text: { key: 'conversation:newSession' } }));
      return this.take() ?? this.enter(anew);
    }
  }

  /** It was not taken: the next one who enters may have it. */
  giveBack(admission: Admission): void {
    this.admission = admission;
  }

  /** Ends a session in which nobody is left; where this fails the gateway ends it by itself. */
  leave({ sessionId, owner }: CurrentSession): void {
    if (this.over === sessionId && owner) {
      void this.world.service.end(sessionId).catch(() => undefined);
    }
  }

  invite(): Promise<Failure | undefined> {
    const inviting = (this.inviting ??= this.makeLink().finally(() => {
      this.inviting = this.inviting === inviting ? undefined : this.inviting;
    }));
    return inviting;
  }

  private async makeLink(): Promise<Failure | undefined> {
    try {
      this.forgetClosed();
      if (this.store.getState().session.currentSession === null) {
        await this.open();
      }
      const { sessionId } = this.store.getState().session.currentSession ?? {};
      if (sessionId === undefined || this.hasFreshLink()) {
        return undefined;
      }
      const { invitation, expiresAt } = await this.world.service.invite(sessionId);
      if (this.store.getState().session.currentSession?.sessionId === sessionId) {
        this.store.dispatch(invited({ url: `${this.world.origin}/join#${invitation}`, expiresAt }));
      }
      return undefined;
    } catch (cause) {
      return failureFrom(cause);
    }
  }

  async join({ invitation, name, language }: { invitation: string; name: string; language: string }): Promise<Failure | undefined> {
    const { visit } = this;
    try {
      const guest = await this.world.service.joinAsGuest(invitation, name);
      if (visit !== this.visit) {
        return undefined;
      }
      this.store.dispatch(admittedAsGuest({ token: guest.guestToken }));
      // Not before: it is not the name of whoever signed in here last.
      this.store.dispatch(settingsChanged({ participantName: name }));
      this.opened(guest, false, language);
      this.admission = guest;
      this.invitation = invitation;
      return undefined;
    } catch (cause) {
      const failure = failureFrom(cause);
      return NOT_LET_IN.includes(failure.code) ? { ...failure, code: 'INVITATION_EXPIRED' } : failure;
    }
  }

  /** A guest whose place is gone comes in by the same invitation, as long as that works. */
  private async comeInAgain({ guestLanguage }: CurrentSession): Promise<Admission> {
    const { ui } = this.store.getState();
    const invitation = this.invitation ?? this.world.invitation;
    // Perhaps another one than on the way in.
    const name = ui.settings.participantName.trim();
    const failure: Failure | undefined =
      invitation === undefined ? { code: 'INVITATION_EXPIRED' } : await this.join({ invitation, name, language: guestLanguage ?? ui.language.source });
    const admission = this.take();
    if (failure || !admission) {
      throw failure ?? ({ code: 'UNEXPECTED' } satisfies Failure);
    }
    void this.recall();
    return admission;
  }

  private take(): Admission | undefined {
    const { admission } = this;
    this.admission = undefined;
    return admission;
  }

  /** Shows what was said in it before this page knew of it. */
  async recall(): Promise<void> {
    const id = this.store.getState().session.currentSession?.sessionId;
    if (id === undefined) {
      return;
    }
    // Without it the conversation goes on all the same.
    const kept = await this.world.service.transcript(id).catch(() => undefined);
    const { currentSession, transcript } = this.store.getState().session;
    if (kept && currentSession?.sessionId === id) {
      this.store.dispatch(transcriptChanged(this.world.withEarlier(transcript, kept)));
    }
  }

  private open(): Promise<void> {
    const opening = (this.opening ??= this.openNow().finally(() => {
      this.opening = this.opening === opening ? undefined : this.opening;
    }));
    return opening;
  }

  private async openNow(): Promise<void> {
    const { visit } = this;
    const opened = await this.world.service.open(newSession(this.store.getState()));
    if (visit !== this.visit) {
      throw { code: 'UNAUTHORIZED' } satisfies Failure;
    }
    this.opened(opened, true, null);
    this.admission = opened;
    this.over = undefined;
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
}
