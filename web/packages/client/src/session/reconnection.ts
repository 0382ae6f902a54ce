import type { Admission } from '../protocol/types';
import { afterFailedReadmission, type Outcome } from './ending';
import type { Environment } from './environment';
import type { ConversationState } from './types';
import { WayBack } from './wayBack';

export interface ReconnectionEvents {
  readmit(): Promise<Admission>;
  onReconnecting(state: Extract<ConversationState, { name: 'reconnecting' }>): void;
  /** There is a ticket to connect with. */
  onAdmitted(admission: Admission): void;
  /** There is none, this time or for good. */
  onRefused(outcome: Outcome): void;
}

/** When another connection is tried, and a ticket for it: one try at a time, each for as long as it may take. */
export class Reconnection {
  private readonly wayBack: WayBack;
  private cancelTimer: (() => void) | undefined;
  private isTrying = false;
  private tries = 0;
  private retryAtMs = 0;
  private isOver = false;

  constructor(
    private readonly environment: Environment,
    private readonly events: ReconnectionEvents,
  ) {
    this.wayBack = new WayBack(environment.nowMs());
  }

  /** How long a connection may take to open. */
  get patienceMs(): number {
    return this.wayBack.patienceMs;
  }

  /** A gateway was reached, and has so long to say what comes of it. */
  reached(withinMs: number, onSilent: () => void): void {
    this.timer(withinMs, onSilent);
  }

  live(): void {
    this.cancelTimer?.();
    this.wayBack.live(this.environment.nowMs());
  }

  /** Plans the next try. @returns false when it would come too late: nobody knows the participant any more */
  lost(notBeforeMs: number): boolean {
    const nowMs = this.environment.nowMs();
    const delayMs = this.wayBack.lost(nowMs, notBeforeMs, this.environment.chance());
    if (delayMs === undefined) {
      return false;
    }
    this.retryAtMs = nowMs + delayMs;
    this.tell();
    this.timer(delayMs, () => this.tryNow());
    return true;
  }

  /** The network came or went: once it is there, nothing is waited for. */
  networkChanged(): void {
    if (!this.isTrying) {
      const isOnline = this.environment.isOnline();
      this.retryAtMs = isOnline ? 0 : this.retryAtMs;
      this.tell();
      if (isOnline) {
        this.tryNow();
      }
    }
  }

  tryNow(): void {
    if (this.isTrying) {
      return;
    }
    this.isTrying = true;
    const thisTry = ++this.tries;
    const conclude = (goOn: () => void): void => {
      if (this.isTrying && thisTry === this.tries && !this.isOver) {
        this.isTrying = false;
        this.cancelTimer?.();
        goOn();
      }
    };
    const { readmit, onAdmitted, onRefused } = this.events;
    this.timer(this.wayBack.patienceMs, () => conclude(() => onRefused({ kind: 'again', notBeforeMs: 0 })));
    readmit().then(
      (admission) => conclude(() => onAdmitted(admission)),
      (failure: unknown) => conclude(() => onRefused(afterFailedReadmission(failure))),
    );
  }

  /** Nothing is tried any more. */
  close(): void {
    this.isOver = true;
    this.cancelTimer?.();
  }

  private tell(): void {
    this.events.onReconnecting({
      name: 'reconnecting',
      attempt: this.wayBack.attempt,
      nextTryInMs: Math.max(0, this.retryAtMs - this.environment.nowMs()),
      offline: !this.environment.isOnline(),
    });
  }

  private timer(delayMs: number, run: () => void): void {
    this.cancelTimer?.();
    this.cancelTimer = this.environment.after(delayMs, run);
  }
}
