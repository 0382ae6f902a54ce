import type { Admission } from '@univoice/client';
import type { Failure } from '../failures/failure';
import { admittedAsGuest } from '../store/auth';
import { invited, sessionForgotten, sessionOpened, statusChanged, transcriptChanged } from '../store/session';
import type { Store } from '../store/store';
import { failureFrom } from './endings';
import { newSession } from './newSession';
import type { Surroundings } from './roles';

/** An invitation that opens nothing is told as that, whatever it is that the gateway does not find. */
const NOT_LET_IN = ['RESOURCE_NOT_FOUND', 'UNAUTHORIZED', 'TOKEN_EXPIRED', 'FORBIDDEN'];

/** One's place in a session: opened, taken by an invitation, or come back to. */
export class Place {
  /** One that nobody took yet. */
  private admission: Admission | undefined;
  private over = false;

  constructor(
    private readonly store: Store,
    private readonly world: Pick<Surroundings, 'service' | 'withEarlier' | 'now' | 'origin'>,
  ) {}

  /** The session cannot be entered any more. */
  close(): void {
    this.over = true;
  }

  /** What cannot be entered any more gives way to what comes next. */
  forgetClosed(): void {
    if (this.over) {
      this.store.dispatch(sessionForgotten());
      this.over = false;
    }
  }

  /** The one that waits, or a new ticket, or one in a new session. */
  async enter(): Promise<Admission> {
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

  /** It was not taken: the next one who enters may have it. */
  giveBack(admission: Admission): void {
    this.admission = admission;
  }

  /** Ends a session in which nobody is left; where this fails the gateway ends it by itself. */
  leave(): void {
    const { currentSession } = this.store.getState().session;
    if (this.over && currentSession?.owner) {
      void this.world.service.end(currentSession.sessionId).catch(() => undefined);
    }
  }

  async invite(): Promise<Failure | undefined> {
    try {
      this.forgetClosed();
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
      return NOT_LET_IN.includes(failure.code) ? { ...failure, code: 'INVITATION_EXPIRED' } : failure;
    }
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

  private async open(): Promise<Admission> {
    const opened = await this.world.service.open(newSession(this.store.getState()));
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
}
