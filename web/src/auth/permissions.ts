/** What the page can do for somebody that not everybody may. */
export type Offer =
  | 'open'
  | 'change'
  | 'record'
  | 'export'
  | 'history'
  | 'deleteHistory'
  | 'transcripts'
  | 'recordings'
  | 'deleteRecordings'
  | 'voice'
  | 'severalVoices'
  | 'glossaries'
  | 'consents'
  | 'metrics';

/** Any of these permissions of the gateway is enough: see its table of roles (docs/policies/access.md). */
const NEEDS: Record<Offer, readonly string[]> = {
  open: ['sessions:create'],
  change: ['sessions:update:own'],
  record: ['sessions:record'],
  export: ['sessions:export'],
  history: ['sessions:read:own', 'sessions:read:all'],
  deleteHistory: ['transcripts:delete:own'],
  transcripts: ['transcripts:read:own', 'transcripts:read:joined'],
  recordings: ['recordings:read:own'],
  deleteRecordings: ['recordings:delete:own'],
  voice: ['voice-profiles:create:own'],
  severalVoices: ['voice-profiles:multiple'],
  glossaries: ['glossaries:read:own'],
  consents: ['consents:update:own'],
  metrics: ['metrics:read:own', 'metrics:read:joined', 'metrics:read:all'],
};

/** Whether to offer it at all. The gateway decides, this only spares people a no. */
export function mayBeOffered(permissions: readonly string[], offer: Offer): boolean {
  return NEEDS[offer].some((needed) => permissions.includes(needed));
}

/** Whoever came by an invitation takes part and reads what was said; nothing of it is theirs. */
export const GUEST_PERMISSIONS: readonly string[] = ['transcripts:read:joined', 'metrics:read:joined'];
