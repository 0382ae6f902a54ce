import type { ConversationState } from '@univoice/client';
import { connectionChanged, speechLost } from '../store/session';
import type { Store } from '../store/store';
import { dismissed, notified } from '../store/ui';
import type { Surroundings } from './roles';

/** A loss is told a moment after the connection is back. */
const BACK_AFTER_MS = 500;

/** Tells of lost connections, and of what they cost. */
export class Interruption {
  private lostMs = 0;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly store: Store,
    private readonly world: Pick<Surroundings, 'now' | 'later'>,
  ) {}

  state(state: ConversationState): void {
    const before = this.store.getState().session.connection;
    this.store.dispatch(connectionChanged(state));
    if (state.name === 'live' && before?.name === 'reconnecting') {
      this.cancel?.();
      this.cancel = this.world.later(BACK_AFTER_MS, () => this.tellBack());
    } else if (state.name === 'reconnecting') {
      this.store.dispatch(dismissed({ about: 'back' }));
    }
  }

  lost(lostMs: number): void {
    this.lostMs += lostMs;
    this.store.dispatch(speechLost({ at: this.world.now(), lostMs }));
  }

  /** What was lost and not told yet is told, though nothing is back. */
  close(): void {
    this.cancel?.();
    if (this.lostMs > 0) {
      this.store.dispatch(notified({ severity: 'warning', about: 'back', text: { key: 'conversation:lost', values: { lostMs: this.lostMs } } }));
      this.lostMs = 0;
    }
  }

  private tellBack(): void {
    const lostMs = this.lostMs;
    this.lostMs = 0;
    const text = lostMs > 0 ? { key: 'conversation:backLost', values: { lostMs } } : { key: 'conversation:backWhole' };
    this.store.dispatch(notified({ severity: lostMs > 0 ? 'warning' : 'success', about: 'back', text }));
  }
}
