import { describe, expect, it } from 'vitest';
import { GUEST_PERMISSIONS, mayBeOffered, permissionsOf } from './permissions';

describe('What somebody is offered', () => {
  it('is recording for those who pay for it, and for nobody else', () => {
    expect(mayBeOffered(permissionsOf({ roles: ['PREMIUM_USER'] }), 'record')).toBe(true);
    expect(mayBeOffered(permissionsOf({ roles: ['USER'] }), 'record')).toBe(false);
    expect(mayBeOffered(permissionsOf({ roles: ['ADMIN'] }), 'record')).toBe(false);
  });

  it('follows what the gateway says of permissions, whatever the roles are', () => {
    const me = { roles: ['PREMIUM_USER'], permissions: ['sessions:create'] };
    expect(mayBeOffered(permissionsOf(me), 'open')).toBe(true);
    expect(mayBeOffered(permissionsOf(me), 'record')).toBe(false);
  });

  it('is nothing for a role that this page does not know', () => {
    expect(permissionsOf({ roles: ['constructor', 'KING'] })).toEqual([]);
  });

  it('is the transcript for guests, but no history, settings of others or voice', () => {
    expect(mayBeOffered(GUEST_PERMISSIONS, 'transcripts')).toBe(true);
    for (const offer of ['open', 'change', 'record', 'history', 'voice', 'glossaries', 'consents', 'recordings'] as const) {
      expect(mayBeOffered(GUEST_PERMISSIONS, offer)).toBe(false);
    }
  });
});
