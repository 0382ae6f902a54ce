/** What the page can do for somebody that not everybody may. */
export type Offer =
  | 'open'
  | 'change'
  | 'record'
  | 'export'
  | 'history'
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

const USER: readonly string[] = [
  'sessions:create',
  'sessions:read:own',
  'sessions:update:own',
  'sessions:delete:own',
  'voice-profiles:create:own',
  'recordings:read:own',
  'recordings:delete:own',
  'transcripts:read:own',
  'glossaries:read:own',
  'consents:update:own',
  'metrics:read:own',
];

const OF_ROLE: Record<string, readonly string[]> = {
  USER,
  PREMIUM_USER: [...USER, 'sessions:record', 'sessions:export', 'voice-profiles:multiple'],
  ADMIN: ['sessions:read:all', 'metrics:read:all'],
};

/** Whoever came by an invitation takes part and reads what was said; nothing of it is theirs. */
export const GUEST_PERMISSIONS: readonly string[] = ['transcripts:read:joined', 'metrics:read:joined'];

/** As the gateway says, or, where an older one names roles only, what those may do. */
export function permissionsOf(me: { roles: readonly string[]; permissions?: readonly string[] | null }): string[] {
  return me.permissions ? [...me.permissions] : [...new Set(me.roles.flatMap((role) => Object.hasOwn(OF_ROLE, role) ? (OF_ROLE[role] ?? []) : []))];
}
