import type { PendingSignIn } from './issuer';
import type { Surroundings } from './surroundings';

/** A sign-in that this tab went away for. */
export type KeptPending = PendingSignIn & {
  /** In a tab that is closed again afterwards. */
  again: boolean;
};

const PENDING = 'univoice.pending-sign-in';

export function keepPending(storage: Surroundings['storage'], pending: KeptPending): void {
  storage.setItem(PENDING, JSON.stringify(pending));
}

/** It serves once. */
export function takePending(storage: Surroundings['storage']): KeptPending | undefined {
  const text = storage.getItem(PENDING);
  storage.removeItem(PENDING);
  try {
    return (JSON.parse(text ?? 'null') as KeptPending | null) ?? undefined;
  } catch {
    return undefined;
  }
}
