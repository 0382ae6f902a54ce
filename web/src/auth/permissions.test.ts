import { describe, expect, it } from 'vitest';
import { GUEST_PERMISSIONS, mayBeOffered } from './permissions';

describe('What somebody is offered', () => {
  it('is what the gateway permits, and nothing else', () => {
    expect(mayBeOffered(['sessions:create', 'sessions:record'], 'record')).toBe(true);
    expect(mayBeOffered(['sessions:create'], 'record')).toBe(false);
    expect(mayBeOffered([], 'open')).toBe(false);
  });

  it('is the transcript for guests, but no history, settings of others or voice', () => {
    expect(mayBeOffered(GUEST_PERMISSIONS, 'transcripts')).toBe(true);
    for (const offer of ['open', 'change', 'record', 'history', 'voice', 'glossaries', 'consents', 'recordings'] as const) {
      expect(mayBeOffered(GUEST_PERMISSIONS, offer)).toBe(false);
    }
  });
});
