/** What the page offers only to those who may do it; the gateway decides, this only spares people a no. */
export type Permission =
  | 'sessions:create'
  | 'sessions:list'
  | 'sessions:update'
  | 'sessions:end'
  | 'sessions:invite'
  | 'sessions:record'
  | 'sessions:export'
  | 'transcripts:read'
  | 'recordings:read'
  | 'recordings:delete'
  | 'voice-profiles:use'
  | 'voice-profiles:multiple'
  | 'glossaries:use'
  | 'consents:update'
  | 'metrics:read';

export type Role = 'USER' | 'PREMIUM_USER' | 'ADMIN' | 'SERVICE_ACCOUNT';

const USER: readonly Permission[] = [
  'sessions:create',
  'sessions:list',
  'sessions:update',
  'sessions:end',
  'sessions:invite',
  'transcripts:read',
  'recordings:read',
  'recordings:delete',
  'voice-profiles:use',
  'glossaries:use',
  'consents:update',
  'metrics:read',
];

/** As the roles' table of the gateway has it (its room `access`), in what the page can do. */
const OF_ROLE: Record<Role, readonly Permission[]> = {
  USER,
  PREMIUM_USER: [...USER, 'sessions:record', 'sessions:export', 'voice-profiles:multiple'],
  ADMIN: ['metrics:read'],
  SERVICE_ACCOUNT: [],
};

/** Whoever came by an invitation takes part, and reads what was said; nothing of it is theirs. */
export const GUEST_PERMISSIONS: readonly Permission[] = ['transcripts:read'];

/** Roles that this page does not know permit nothing. */
export function permissionsOf(roles: readonly string[]): Permission[] {
  const all = roles.flatMap((role) => (isRole(role) ? OF_ROLE[role] : []));
  return [...new Set(all)];
}

function isRole(name: string): name is Role {
  return Object.hasOwn(OF_ROLE, name);
}
