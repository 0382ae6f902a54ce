import type { Wishes } from './types';

type Changes = Partial<Omit<Wishes, 'sends'>>;

/**
 * What this participant wants, and what of it the gateway knows. Changes while nobody listens collapse into one; what was
 * said on a connection that was lost before its answer is said again.
 */
export class WishList {
  private granted: Wishes;
  private readonly unanswered: Wishes[] = [];
  private isUnsaid = false;

  constructor(private wanted: Wishes) {
    this.granted = wanted;
  }

  get now(): Wishes {
    return this.wanted;
  }

  change(changes: Changes): void {
    this.wanted = { ...this.wanted, ...changes };
    this.isUnsaid = true;
  }

  /** Whether session.configure has to be sent (again). */
  get isDue(): boolean {
    return this.isUnsaid;
  }

  said(): void {
    this.unanswered.push(this.wanted);
    this.isUnsaid = false;
  }

  /** session.ready came. */
  answered(): void {
    this.granted = this.unanswered.shift() ?? this.granted;
  }

  /** An error came; when it answers a change, everything stays as it was. */
  refused(): void {
    if (this.unanswered.shift() !== undefined) {
      this.wanted = this.granted;
    }
  }

  dropped(): void {
    this.isUnsaid ||= this.unanswered.length > 0;
    this.unanswered.length = 0;
  }
}
