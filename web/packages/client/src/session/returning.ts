import type { Admission } from '../protocol/types';
import { afterFailedReadmission, type Outcome } from './ending';
import type { Environment } from './environment';
import type { ConversationState } from './types';
import { WayBack } from './wayBack';

export interface ReturningEvents {
  onState(state: ConversationState): void;
  onAdmitted(admission: Admission): void;
  onFailed(outcome: Outcome): void;
}

/** Gets new tickets after lost connections, one try after the other, until one is had or there is no sense in it any more. */
export class Returning {
  private readonly wayBack: WayBack;
  private cancelTimer: (() => void) | undefined;
  private isTrying = false;
  private isOver = false;
  private tries = 0;
  private retryAtMs = 0;

  constructor(
    private readonly environment: Environment,
    private readonly readmit: () => Promise<Admission>,
    private readonly events: ReturningEvents,
  ) {
    this.wayBack = new WayBack(environment.nowMs());
  }

  /** How long a ticket, and then a connection, may take this time. */
  get patienceMs(): number {
    return this.wayBack.patienceMs;
  }

  arrived(): void {
    this.wayBack.live(this.environment.nowMs());
  }

  /**
   * A connection was lost, or did not come about.
   *
   * @returns whether there will be another try
   */
  later(notBeforeMs: number): boolean {
    const nowMs = this.environment.nowMs();
    const delayMs = this.wayBack.lost(nowMs, notBeforeMs, this.environment.chance());
    if (delayMs === undefined) {
      return false;
    }
    this.retryAtMs = nowMs + delayMs;
    this.tell();
    this.timer(delayMs, () => this.now());
    return true;
  }

  now(): void {
    if (this.isTrying || this.isOver) {
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
    this.timer(this.wayBack.patienceMs, () => conclude(() => this.events.onFailed({ kind: 'again', notBeforeMs: 0 })));
    this.readmit().then(
      (admission) => conclude(() => this.events.onAdmitted(admission)),
      (failure: unknown) => conclude(() => this.events.onFailed(afterFailedReadmission(failure))),
    );
  }

  /** While there is no connection: a network that came is tried at once. */
  networkChanged(): void {
    if (this.isTrying) {
      return;
    }
    const isOnline = this.environment.isOnline();
    this.retryAtMs = isOnline ? 0 : this.retryAtMs;
    this.tell();
    if (isOnline) {
      this.now();
    }
  }

  close(): void {
    this.isOver = true;
    this.cancelTimer?.();
  }

  private tell(): void {
    this.events.onState({
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
