import type { RootState } from '../store/store';

/** As long as the api takes. */
export const LONGEST_NAME = 100;

/** By which the others know one: as one has chosen, else as the account says; empty: neither. */
export function ownName({ ui, auth }: Pick<RootState, 'ui' | 'auth'>): string {
  return ui.settings.participantName.trim() || accountName({ auth });
}

export function accountName({ auth }: Pick<RootState, 'auth'>): string {
  return (auth.user?.name ?? '').slice(0, LONGEST_NAME).trim();
}
